# What stands in a document in Markdown: its blocks, and what they print.
package Document;

use strict;
use warnings;

use Exporter qw(import);

our @EXPORT_OK = qw(document_blocks as_documented without_trailing_blanks);

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

# Editors remove blanks at the ends of lines, and psql prints some.
sub without_trailing_blanks
{
	my ($text) = @_;
	$text =~ s/[ \t]+$//mg;
	$text =~ s/\n+\z/\n/;
	return $text;
}

# What a program printed, as a document has it, whose files lie in /tmp and whose
# OS user is postgres.
sub as_documented
{
	my ($output, $files) = @_;
	my $os_user = getpwuid($>);
	$output =~ s/\Q$files\E\//\/tmp\//g;
	$output =~ s/( as user |system's user )"\Q$os_user\E"/$1"postgres"/g;
	$output =~ s/( -m u:)\Q$os_user\E:/$1postgres:/g;
	return without_trailing_blanks($output);
}

1;
