# A document is walked through: its commands are run as they stand, and must print what it shows.
package Walkthrough;

use strict;
use warnings;

use Document qw(document_blocks as_documented without_trailing_blanks);
use Exporter qw(import);
use IPC::Run;
use PostgreSQL::Test::Utils;
use Test::More;

our @EXPORT_OK = qw(run_block shows_ok walk_document);

# Lines with which a command says that it failed.
my $failure = qr/^(psql:|bash:|pg_dump:|Error|Parse error|Runtime error|ERROR|FATAL|WARNING|Traceback|npm (error|ERR!)|chmod:|sha256sum:)|ERROR: /m;
my %database;

# run_block($node, $files, $block): what a block of psql or of bash prints.  The folder stands for /tmp; a block that
# connects psql to another database does so for those that follow.
sub run_block
{
	my ($node, $files, $block) = @_;
	(my $text = $block->{text}) =~ s{/tmp/}{$files/}g;
	my $output;

	$database{$files} //= 'postgres';
	if ($block->{language} eq 'sh')
	{
		IPC::Run::run([ 'bash', '-o', 'pipefail', '-c', $text ], '<', \undef, '>&', \$output);
	}
	else
	{
		IPC::Run::run([ 'psql', '-X', '-d', $node->connstr($database{$files}) ], '<', \$text, '>&', \$output);
		$database{$files} = $1 if $text =~ /^\\c (\w+)$/m;
	}
	return as_documented($output, $files);
}

# shows_ok($output, $block, $next): has a block printed what the next one shows, if it is for that, and no failure?
sub shows_ok
{
	my ($output, $block, $next) = @_;

	local $Test::Builder::Level = $Test::Builder::Level + 1;
	return is($output, without_trailing_blanks($next->{text}), "$block->{where} prints what it shows")
	  if $next && $next->{language} eq 'text' && !$block->{cut};
	return unlike($output, $failure, "$block->{where} succeeds") || diag($output);
}

# walk_document($node, $document, $files): runs all blocks but those that say why they are not run.
sub walk_document
{
	my ($node, $document, $files) = @_;
	my @blocks = document_blocks($document, split /\n/, slurp_file($document));

	chmod 0755, $files;
	foreach my $i (0 .. $#blocks)
	{
		my $block = $blocks[$i];

		next if $block->{comment} =~ /^not run: / || $block->{language} !~ /^(sh|sql)$/;
		shows_ok(run_block($node, $files, $block), $block, $blocks[ $i + 1 ]);
	}
	return;
}

1;
