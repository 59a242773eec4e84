# Crashes of a server while a statement of a session is under way: of the backend, of the postmaster, of all at once.
package Crash;

use strict;
use warnings;

use Exporter qw(import);
use PsqlSession;
use Time::HiRes qw(sleep);

our @EXPORT_OK = qw(crash_ways crash_under_way);

# Until the server takes connections again.
sub _wait_for_server
{
	my ($node) = @_;

	for (1 .. 600)
	{
		# a psql that is refused may end before it is asked, which throws
		return if (eval { $node->psql('postgres', 'SELECT 1') } // -1) == 0;
		sleep 0.05;
	}
	die 'the server does not come back';
}

# Until nobody has this number any more, not even as a process to be waited for.
sub _wait_until_gone
{
	my ($pid) = @_;

	for (1 .. 600)
	{
		return if !kill 0, $pid;
		sleep 0.05;
	}
	die "process $pid does not go";
}

sub _kill_backend
{
	my ($node, $backend) = @_;

	kill 'KILL', $backend;
	# before the postmaster has seen it, it would still take a connection
	_wait_until_gone($backend);
	_wait_for_server($node);
	return;
}

sub _stop_at_once
{
	my ($node) = @_;

	$node->stop('immediate');
	$node->start;
	_wait_for_server($node);
	return;
}

sub _kill_postmaster
{
	my ($node, $backend) = @_;
	my $postmaster = $node->{_pid};

	$node->kill9;
	# it would go on by itself, and keep the memory that the server shares
	kill 'KILL', $backend;
	_wait_until_gone($postmaster);
	for (1 .. 100)
	{
		last if $node->start(fail_ok => 1);
		sleep 0.1;
		$node->stop('fast', fail_ok => 1);
	}
	_wait_for_server($node);
	return;
}

my @ways = (
	[ 'the backend is killed', \&_kill_backend ],
	[ 'the server is stopped at once', \&_stop_at_once ],
	[ 'the postmaster is killed', \&_kill_postmaster ]);

# crash_ways(): the names of the ways, in the order of their numbers.
sub crash_ways
{
	return map { $_->[0] } @ways;
}

# crash_under_way($node, $statement, $seconds, $way): runs it in a session of its
# own, and crashes after so long, in the way of this number.  The server takes
# connections again when it returns: whether the statement was under way, and
# else its answer.
sub crash_under_way
{
	my ($node, $statement, $seconds, $way) = @_;
	my $session = PsqlSession->new($node);
	my $is_under_way;

	$session->send($statement);
	sleep $seconds;
	$is_under_way = !$session->has_answered;
	my $answer = $is_under_way ? '' : $session->answer;
	$ways[$way][1]->($node, $session->pid);
	$session->{run}->kill_kill;
	return ($is_under_way, $answer);
}

1;
