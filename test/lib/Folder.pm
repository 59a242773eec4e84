# What a folder holds, to the byte and the nanosecond, so that a test can show that nothing changed.
package Folder;

use strict;
use warnings;

use Digest::SHA;
use Exporter qw(import);
use Test::More;

our @EXPORT_OK = qw(folder_state folder_names untouched_ok);

sub _hash
{
	my ($path) = @_;

	return '' if !-f $path || !-r $path;
	return Digest::SHA->new(256)->addfile($path, 'b')->hexdigest;
}

# Names in a folder, sorted, in one string.
sub folder_names
{
	my ($folder) = @_;

	opendir(my $handle, $folder) or die "cannot list $folder: $!";
	return join ' ', sort grep { !/^\.\.?$/ } readdir $handle;
}

# folder_state($folder, except => qr/-shm$/): a line for the folder and each of
# its files: name, kind, owner, mode, size, times of writing and of change, hash.
sub folder_state
{
	my ($folder, %option) = @_;
	my @names = ('.', split / /, folder_names($folder));
	my $state = '';

	for my $name (@names)
	{
		next if defined $option{except} && $name =~ $option{except};
		open(my $stat, '-|', 'stat', '-c', '%F %U:%G %a %s %y %z', "$folder/$name")
		  or die "cannot run stat: $!";
		my $line = readline $stat;
		close $stat;
		chomp $line;
		$state .= "$name $line " . _hash("$folder/$name") . "\n";
	}
	return $state;
}

# untouched_ok($before, $folder, $name, except => ...): is the folder still so?
sub untouched_ok
{
	my ($before, $folder, $name, %option) = @_;

	local $Test::Builder::Level = $Test::Builder::Level + 1;
	return is(folder_state($folder, %option), $before, $name);
}

1;
