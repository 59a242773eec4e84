# A psql session that stays open, so that a test can hold several of them against each other.
#
# What the server answers comes back as one string: rows first, then notices and
# errors with their SQLSTATE.  send and answer split a query, for those that wait.
package PsqlSession;

use strict;
use warnings;

use IPC::Run;
use Time::HiRes qw(time);

my $longest_wait = 60;

# PsqlSession->new($node, dbname => 'postgres', user => 'someone', env => {...})
sub new
{
	my ($class, $node, %option) = @_;
	my $connection = $node->connstr($option{dbname} // 'postgres');
	$connection .= " user=$option{user}" if defined $option{user};

	my $self = bless {
		in => '',
		out => '',
		err => '',
		count => 0,
		timer => IPC::Run::timer($longest_wait)
	}, $class;
	local @ENV{ keys %{ $option{env} // {} } } = values %{ $option{env} // {} };
	$self->{run} = IPC::Run::start(
		[
			'psql', '--no-psqlrc', '--no-align', '--tuples-only', '--quiet',
			'--set=VERBOSITY=verbose', '--dbname', $connection
		],
		'<' => \$self->{in},
		'>' => \$self->{out},
		'2>' => \$self->{err},
		$self->{timer});
	$self->{pid} = $self->run('SELECT pg_backend_pid()');
	return $self;
}

# The backend's process id.
sub pid
{
	my ($self) = @_;
	return $self->{pid};
}

# Give psql a query, but do not wait for its answer.
sub send
{
	my ($self, $query) = @_;
	my $mark = 'end of answer ' . ++$self->{count};

	$self->{sent_at} = time;
	$self->{in} .= "$query\n;\n\\echo '$mark'\n\\warn '$mark'\n";
	# pump would wait for output
	$self->{run}->pump_nb() while length $self->{in};
	return;
}

sub _is_complete
{
	my ($self) = @_;
	my $mark = "end of answer $self->{count}\n";

	return index($self->{out}, $mark) >= 0 && index($self->{err}, $mark) >= 0;
}

# Has the answer to what was sent arrived?
sub has_answered
{
	my ($self) = @_;

	$self->{run}->pump_nb();
	return _is_complete($self);
}

# Wait for the answer to what was sent.
sub answer
{
	my ($self) = @_;
	my $mark = "end of answer $self->{count}\n";

	$self->{timer}->start($longest_wait);
	until (_is_complete($self))
	{
		if (!$self->{run}->pumpable())
		{
			return delete($self->{out}) . delete($self->{err});
		}
		$self->{run}->pump();
		die "no answer within $longest_wait s" if $self->{timer}->is_expired;
	}
	$self->{seconds} = time - $self->{sent_at};

	my $answer = $self->{out} . $self->{err};
	$self->{out} = $self->{err} = '';
	$answer =~ s/\Q$mark\E//g;
	$answer =~ s/^LOCATION:.*\n//mg;
	chomp $answer;
	return $answer;
}

# Run a query and return its answer.
sub run
{
	my ($self, $query) = @_;

	$self->send($query);
	return $self->answer();
}

# How long the last query took, in seconds.
sub seconds
{
	my ($self) = @_;
	return $self->{seconds};
}

# How many file descriptors its backend has open, apart from those of PostgreSQL's own tables, which come and go.
sub descriptors
{
	my ($self) = @_;
	my @all = map { readlink } glob '/proc/' . $self->pid . '/fd/*';

	return scalar grep { !m{/pgdata/} } @all;
}

# The private memory of its backend.
sub rss_anon_kb
{
	my ($self) = @_;

	open(my $status, '<', '/proc/' . $self->pid . '/status') or die $!;
	my ($line) = grep { /^RssAnon/ } <$status>;
	return ($line =~ /(\d+)/)[0];
}

sub quit
{
	my ($self) = @_;

	$self->{in} .= "\\q\n";
	$self->{run}->finish();
	return;
}

1;
