# A SQLite file whose table t has rows without end: its pages lead to each other.
package Endless;

use strict;
use warnings;

use Application qw(app_run);
use Exporter qw(import);

our @EXPORT_OK = qw(make_endless);

# A page of a table's tree: a leaf with one row.
sub _leaf_page
{
	my $row = pack 'C4', 2, 1, 2, 9;

	return pack('C n n n C n', 13, 0, 1, 508, 0, 508) . "\0" x 498 . $row;
}

# One with 61 times the same page below.
sub _inner_page
{
	my ($below) = @_;
	my @rows = map { pack 'N C', $below, $_ } 1 .. 60;

	return pack('C n n n C N', 5, 0, 60, 212, 0, $below)
	  . join('', map { pack 'n', 212 + 5 * $_ } 0 .. 59) . "\0" x 80 . join('', @rows);
}

# make_endless($file): count(*) of its table t, and of its view counted, is one step of SQLite's without end.
sub make_endless
{
	my ($file) = @_;
	my $pages = join '', (map { _inner_page($_) } 3 .. 19), _leaf_page();
	my $problem = app_run(qq{sqlite3 '$file' "PRAGMA page_size = 512; CREATE TABLE t (a); CREATE TABLE room (a);
		INSERT INTO room VALUES (zeroblob(20000)); CREATE VIEW counted AS SELECT count(*) AS n FROM t"
		perl -e 'print pack "H*", shift' @{[unpack 'H*', $pages]} | dd of='$file' bs=512 seek=1 conv=notrunc status=none});

	die "cannot make $file: $problem" if $problem ne '';
	return;
}

1;
