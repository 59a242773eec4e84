# An application that has stopped in the middle of writing the header of a -shm, so that every reader waits for it.
package HalfWritten;

use strict;
use warnings;

use Application qw(app_run);
use Exporter qw(import);
use Time::HiRes qw(sleep);

our @EXPORT_OK = qw(stop_in_header);

# It takes the locks of a writer as SQLite does, and makes the two copies of the header differ.
my $program = <<'PYTHON';
import fcntl, sqlite3, sys, time
file = sys.argv[1]
application = sqlite3.connect(file, isolation_level=None)
application.execute("PRAGMA journal_mode = wal")
application.execute("CREATE TABLE t (id INTEGER PRIMARY KEY)")
shm = open(file + "-shm", "r+b")
shm.seek(48 + 8)
counter = shm.read(1)[0]
shm.seek(48 + 8)
shm.write(bytes([counter ^ 1]))
shm.flush()
fcntl.lockf(shm, fcntl.LOCK_EX, 1, 120)
open(file + ".ready", "w").close()
time.sleep(36000)
PYTHON

# stop_in_header($file): makes the file, with a table t; returns the pid of the application, for app_run("kill $pid").
sub stop_in_header
{
	my ($file) = @_;
	my $pid = app_run("umask 022; cat >'$file.py' <<'PYTHON'\n${program}PYTHON\n"
		  . "setsid /usr/bin/python3 '$file.py' '$file' </dev/null >/dev/null 2>&1 &\necho \$!");

	for (1 .. 600)
	{
		return $pid if -e "$file.ready";
		sleep 0.05;
	}
	die "the application does not get to $file";
}

1;
