# An application that writes as fast as it can while a test reads; its transactions are in writer.py.
package Writer;

use strict;
use warnings;

use Application qw(app_folder app_run);
use FindBin;
use Time::HiRes qw(sleep);

# Writer->start($name, 'delete' | 'wal' | 'reopening'): makes the file, begins to write.
sub start
{
	my ($class, $name, $mode) = @_;
	my $folder = app_folder($name);
	my $self = bless { folder => $folder, file => "$folder/source.db", control => app_folder("$name.control") }, $class;
	my $journal = $mode eq 'delete' ? 'delete' : 'wal';

	app_run(qq{umask 022; chmod 777 '$self->{control}'
		sqlite3 '$self->{file}' "PRAGMA journal_mode = $journal; CREATE TABLE a (id INTEGER PRIMARY KEY, v INTEGER NOT NULL);
		CREATE TABLE b (id INTEGER PRIMARY KEY, v INTEGER NOT NULL); CREATE TABLE state (n INTEGER NOT NULL);
		INSERT INTO a WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000) SELECT i, 0 FROM n;
		INSERT INTO b SELECT * FROM a; INSERT INTO state VALUES (0)"});
	$self->{pid} = app_run("umask 022; setsid /usr/bin/python3 -B '$FindBin::RealBin/../lib/writer.py' '$self->{file}' '$self->{control}' $mode"
		  . " </dev/null >'$self->{control}/said' 2>&1 & echo \$!");
	for (1 .. 600)
	{
		return $self if $self->committed > 0;
		sleep 0.05;
	}
	die 'the writer does not write: ' . app_run("cat '$self->{control}/said'");
}

sub file { return $_[0]{file}; }
sub folder { return $_[0]{folder}; }

# A line is as long each time, so it is read whole or not at all.
sub _figures
{
	my ($self) = @_;

	for (1 .. 100)
	{
		open(my $handle, '<', "$self->{control}/figures") or next;
		my $line = readline $handle;
		return split ' ', $line if defined $line && length $line == 64;
		sleep 0.001;
	}
	return (0, 0, 0, 0);
}

sub committed { return (_figures($_[0]))[0]; }

# What the writer said of errors, and how many they were.
sub errors { return (_figures($_[0]))[2]; }
sub said { return app_run("sort '$_[0]{control}/said' | uniq -c"); }
sub wal_bytes { return (_figures($_[0]))[3]; }

# The longest of the transactions from now on is asked for by longest_ms.
sub reset
{
	my ($self) = @_;

	open(my $handle, '>', "$self->{control}/reset") or die $!;
	close $handle;
	for (1 .. 12000)
	{
		return if !-e "$self->{control}/reset";
		sleep 0.005;
	}
	die 'the writer stands still';
}

sub longest_ms { return (_figures($_[0]))[1] / 1000; }

# The application ends, and closes its file.
sub stop
{
	my ($self) = @_;

	open(my $handle, '>', "$self->{control}/stop") or die $!;
	close $handle;
	for (1 .. 1200)
	{
		return if app_run("kill -0 $self->{pid} 2>/dev/null || echo gone") eq 'gone';
		sleep 0.05;
	}
	die 'the writer does not end';
}

1;
