# A browser shows the page of a run: names and values as text, nothing from elsewhere, and on paper.

use strict;
use warnings;

use FindBin;
use lib "$FindBin::RealBin/../lib";

use Application qw(app_folder app_run);
use PostgreSQL::Test::Utils;
use Test::More;
use TestServer;

my ($browser) = grep { -x $_ } map { ("$_/chromium", "$_/chromium-browser") } split /:/, $ENV{PATH};

plan skip_all => 'there is no chromium' if !defined $browser;

my $node = start_server();
my $folder = app_folder('report_in_browser');
my $home = PostgreSQL::Test::Utils::tempdir();
my $page = "$home/run.html";

# browse(@arguments): what the browser says of the page.
sub browse
{
	my @arguments = @_;
	my ($stdout, $stderr);

	IPC::Run::run([ $browser, '--headless', '--no-sandbox', '--disable-gpu', "--user-data-dir=$home/profile",
			'--window-size=1000,1000', @arguments, "file://$page" ],
		'>', \$stdout, '2>', \$stderr, IPC::Run::timeout(120));
	return $stdout;
}

my $tables = join ' ', map { "CREATE TABLE table_$_ (id INTEGER PRIMARY KEY);" } 1 .. 60;

app_run(qq{sqlite3 '$folder/app.db' "CREATE TABLE \\"<script>document.title = 'taken'</script>\\" (id INTEGER PRIMARY KEY);
	CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT COLLATE NOCASE);
	WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 100) INSERT INTO t SELECT i, 'v' || i FROM n;
	$tables"});
$node->safe_psql('postgres', "CALL sqlite.migrate('$folder/app.db', 'app')");
append_to_file($page, $node->safe_psql('postgres', 'SELECT sqlite.report_html()'));

# What the page is when the browser has read it; a measuring line is added, as it has no script of its own.
append_to_file($page, '<script>document.body.dataset.measured = [document.scripts.length,'
	  . ' document.querySelectorAll("tbody")[0].rows.length, document.body.scrollWidth <= window.innerWidth,'
	  . ' performance.getEntriesByType("resource").length, document.compatMode, document.title].join("|")</script>');
my $shown = browse('--dump-dom');

like($shown, qr/data-measured="1\|62\|true\|0\|CSS1Compat\|Migration run 1"/,
	'62 tables, no script but the measuring one, nothing loaded, no wider than the window, its own title');
like($shown, qr/&lt;script&gt;document\.title/, 'a name is text');

browse("--print-to-pdf=$home/run.pdf", '--no-pdf-header-footer');
my $printed = slurp_file("$home/run.pdf");
my @pages = $printed =~ m{/Type\s*/Page\b(?!s)}g;

cmp_ok(scalar @pages, '>=', 2, 'a long page prints on several sheets');
cmp_ok(scalar @pages, '<=', 6, 'and not on many');
$node->stop;
done_testing();
