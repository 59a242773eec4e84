# What stands in a document in Markdown: its tables, its blocks, and what they print.
package Document;

use strict;
use warnings;

use Exporter qw(import);

our @EXPORT_OK = qw(document_blocks document_rows plain code_words as_documented without_trailing_blanks);

# The fenced blocks of a document, given by its lines: language, text, first
# line, the heading that it stands under, what a comment before it says, and
# whether anything stands between it and the next.
sub document_blocks
{
	my ($document, @lines) = @_;
	my @blocks;
	my $block;
	my $comment = '';
	my $heading = '';
	my $number = 0;
	foreach my $line (@lines)
	{
		$number++;
		if ($block)
		{
			if ($line eq '```') { push @blocks, $block; undef $block; }
			else { $block->{text} .= "$line\n"; }
			next;
		}
		if ($line =~ /^```(\w*)$/)
		{
			$block = {
				language => $1,
				text => '',
				line => $number,
				heading => $heading,
				comment => $comment,
				where => "$document line $number"
			};
			$comment = '';
			next;
		}
		next if $line eq '';
		$heading = $1 if $line =~ /^#+ (.*)$/;
		$comment = $line =~ /^<!-- (.*) -->$/ ? $1 : '';
		$blocks[-1]{cut} = 1 if @blocks;
	}
	die "$document ends in a block" if $block;
	return @blocks;
}

sub trim
{
	my ($text) = @_;
	$text =~ s/^\s+|\s+$//g;
	return $text;
}

# The cells of a line of a table; \| is a pipe within one.
sub cells
{
	my ($line) = @_;
	$line =~ s/^\||\|$//g;
	return map { my $cell = trim($_); $cell =~ s/\\\|/|/g; $cell }
	  split /(?<!\\)\|/, $line, -1;
}

# A cell without the marks of code.
sub plain
{
	my ($cell) = @_;
	$cell =~ s/^`([^`]*)`$/$1/;
	return $cell eq 'empty text' ? '' : $cell;
}

# What stands in marks of code in a piece of text.
sub code_words
{
	my ($text) = @_;
	return $text =~ /`([^`]+)`/g;
}

# The rows, as hashes, of all tables whose columns are these, in a document that
# is given by its lines; each row knows the heading that it stands under.
sub document_rows
{
	my ($document, $lines, @wanted) = @_;
	my @rows;
	my $columns;
	my $heading = '';
	my $number = 0;
	foreach my $line (@$lines)
	{
		$number++;
		$heading = $1 if $line =~ /^#+ (.*)$/;
		if ($line !~ /^\|/) { undef $columns; next; }
		next if $line =~ /^[|\s:-]+$/;
		my @cells = cells($line);
		if (!$columns) { $columns = \@cells; next; }
		next if "@$columns" ne "@wanted";
		my %row = (heading => $heading, where => "$document line $number");
		@row{@$columns} = @cells;
		push @rows, \%row;
	}
	return @rows;
}

# Editors remove blanks at the ends of lines, and psql prints some.
sub without_trailing_blanks
{
	my ($text) = @_;
	$text =~ s/[ \t]+$//mg;
	$text =~ s/\n+\z/\n/;
	return $text;
}

# What a program printed, as a document has it, whose files lie in /tmp, whose OS
# user is postgres, and where each migration takes the same time on the same day.
sub as_documented
{
	my ($output, $files) = @_;
	my $os_user = getpwuid($>);
	$output =~ s/\Q$files\E\//\/tmp\//g;
	$output =~ s/( as user |system's user )"\Q$os_user\E"/$1"postgres"/g;
	$output =~ s/( -m u:)\Q$os_user\E:/$1postgres:/g;
	$output =~ s/\bin \d+\.\d\d s \(\d+ rows\/s\)/in 0.01 s (500 rows\/s)/g;
	$output =~ s/(: \d+ rows?) in \d+\.\d\d s\b(?! \()/$1 in 0.01 s/g;
	$output =~ s/\bbegun [-\d]+ [:\d]+\S+, took \d+\.\d s/begun 2025-03-01 12:00:00+00, took 0.1 s/g;
	$output =~ s/^(seconds +\| )[\d.e-]+$/${1}0.025/mg;
	return without_trailing_blanks($output);
}

1;
