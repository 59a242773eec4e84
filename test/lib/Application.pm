# The application that owns a SQLite file: the sqlite3 shell as a process of its own.
#
# Where the tests have a second OS user (see test/dev/as_app.sh), the application
# is that user, whose files the server can only read; else it is the server's own.
package Application;

use strict;
use warnings;

use Exporter qw(import);
use IO::Handle;
use PostgreSQL::Test::Utils;
use Time::HiRes qw(sleep);

our @EXPORT_OK = qw(app_folder app_run app_has_own_user);

my $open_count = 0;

# Is the application an OS user other than the server's?
sub app_has_own_user
{
	return defined $ENV{SQLITE_FDW_AS_APP};
}

# Run a line of bash as the application; returns what it prints, errors too.
sub app_run
{
	my ($line) = @_;
	my @command = ('bash', '-c', "{ $line\n} 2>&1");

	unshift @command, $ENV{SQLITE_FDW_AS_APP} if app_has_own_user();
	open(my $pipe, '-|', @command) or die "cannot run @command: $!";
	my $output = do { local $/; <$pipe> } // '';
	close $pipe;
	chomp $output;
	return $output;
}

# A new folder of the application's that the server can read; returns its path.
sub app_folder
{
	my ($name) = @_;
	my $base =
	  app_has_own_user() ? $ENV{SQLITE_FDW_APPDIR} : PostgreSQL::Test::Utils::tempdir();
	my $folder = "$base/$name.$$";

	chmod 0755, $base unless app_has_own_user();
	my $problem = app_run("umask 022; mkdir -m 755 '$folder'");
	die "cannot make $folder: $problem" if $problem ne '';
	return $folder;
}

# Application->open($file): a sqlite3 shell that has the file open, or will with
# its first statement.
sub open
{
	my ($class, $file) = @_;
	my $pipes = $file . '.pipe' . ++$open_count;

	# beside the folder, so that a listing of it does not see them
	$pipes =~ s{/([^/]+)$}{.$1};
	my $pid = app_run("mkfifo -m 666 '$pipes.in' '$pipes.out'\n"
		  . "umask 022\n"
		  . "{ exec sqlite3 -batch -init /dev/null '$file' <'$pipes.in' >'$pipes.out' 2>&1; } </dev/null >/dev/null 2>&1 &\n"
		  . 'echo $!');
	local $SIG{ALRM} = sub { die 'the sqlite3 shell does not start' };
	alarm 60;
	CORE::open(my $in, '>', "$pipes.in") or die "cannot open $pipes.in: $!";
	CORE::open(my $out, '<', "$pipes.out") or die "cannot open $pipes.out: $!";
	alarm 0;
	$in->autoflush(1);
	app_run("rm '$pipes.in' '$pipes.out'");
	return bless { pid => $pid, in => $in, out => $out, count => 0 }, $class;
}

# Give the shell a statement, but do not wait for it.
sub send
{
	my ($self, $sql) = @_;
	my $mark = 'end of answer ' . ++$self->{count};

	print { $self->{in} } "$sql\n;\n.print '$mark'\n";
	return;
}

# Wait until the shell has done what was sent; returns what it printed.
sub answer
{
	my ($self) = @_;
	my $mark = "end of answer $self->{count}\n";
	my $answer = '';

	local $SIG{ALRM} = sub { die "the application does not answer" };
	alarm 60;
	while (defined(my $line = readline $self->{out}))
	{
		last if $line eq $mark;
		$answer .= $line;
	}
	alarm 0;
	chomp $answer;
	return $answer;
}

# Run a statement and return what it prints.
sub run
{
	my ($self, $sql) = @_;

	$self->send($sql);
	return $self->answer();
}

sub _forget
{
	my ($self) = @_;

	close $self->{in};
	readline $self->{out};
	close $self->{out};
	sleep 0.005 until _has_ended($self->{pid});
	return;
}

# A process that nobody has waited for yet holds no file any more.
sub _has_ended
{
	my ($pid) = @_;

	CORE::open(my $stat, '<', "/proc/$pid/stat") or return 1;
	return (readline($stat) // '') =~ /\) Z /;
}

# The application closes the file and ends.
sub quit
{
	my ($self) = @_;

	print { $self->{in} } ".quit\n";
	_forget($self);
	return;
}

# The application ends without any cleaning up.
sub crash
{
	my ($self) = @_;

	app_run("kill -KILL $self->{pid}");
	_forget($self);
	return;
}

1;
