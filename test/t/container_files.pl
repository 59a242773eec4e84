# The files in docs/containers fit the tree and each other: what they copy and mount is there, what they name is declared.

use strict;
use warnings;

use FindBin;
use lib "$FindBin::RealBin/../lib";

use PostgreSQL::Test::Utils;
use Test::More;
use Yaml qw(has_yaml read_yaml);

my $folder = 'docs/containers';

# The instructions of a Dockerfile, each as one line.
sub instructions
{
	my ($file) = @_;
	my $text = slurp_file($file);

	$text =~ s/^#.*\n//mg;
	$text =~ s/\\\n\s*//g;
	return grep { /\S/ } split /\n/, $text;
}

sub check_dockerfile
{
	my ($file) = @_;
	my @lines = instructions($file);
	my %stages;

	foreach my $line (@lines)
	{
		my ($word, @words) = split ' ', $line;
		like($word, qr/^(ARG|FROM|WORKDIR|COPY|RUN)$/, "$file: $word is an instruction");
		$stages{ $words[2] } = 1 if $word eq 'FROM' && @words == 3;
		next if $word ne 'COPY';
		if ($words[0] =~ /^--from=(.*)$/)
		{
			ok($stages{$1}, "$file: the stage $1 is there");
			next;
		}
		pop @words;
		ok((grep { -e } glob $_), "$file: $_ is there to be copied") foreach @words;
	}
	my ($script) = map { /^RUN .*bash (\S+\.sh)\b/ ? $1 : () } @lines;
	ok(-e $script, "$file runs a script of the tree");
	return;
}

subtest 'the Dockerfiles' => sub {
	check_dockerfile("$folder/$_") foreach qw(Dockerfile Dockerfile.alpine);

	# all that the Makefile builds from, and the script's own parts
	my @copied = grep { !/\.sh$/ } map { /^COPY ([^-].*) \S+$/ ? split(' ', $1) : () } instructions("$folder/Dockerfile");
	is_deeply([ sort @copied ], [qw(Makefile sql/sqlite_fdw--*.sql sqlite_fdw.control src test/dev)], 'what is built from');
	ok(-x "$folder/migrate_to_target.sh", 'a script that the image runs can be run');
	like(slurp_file("$folder/Dockerfile.alpine"), qr/UNTESTED/, 'what nobody has run says so');
};

subtest 'the compose file' => sub {
	plan skip_all => 'no python3-yaml' unless has_yaml();
	my $file = read_yaml("$folder/compose.yaml");
	my $db = $file->{services}{db};
	my %mounted;

	ok(-e "$folder/$db->{build}{context}/$db->{build}{dockerfile}", 'it builds from a Dockerfile of the tree');
	foreach my $volume (@{ $db->{volumes} })
	{
		my ($from, $to, $mode) = split /:/, $volume;
		$mounted{$to} = $mode // 'rw';
		if ($from =~ /^\./) { ok(-e "$folder/$from", "$from is there"); }
		else { ok(exists $file->{volumes}{$from}, "volume $from is declared"); }
	}
	my ($source) = $db->{environment}{SQLITE_SOURCE} =~ m{^(.*)/};
	is($mounted{$source}, 'ro', 'the folder of the source is mounted, and only to be read');
	my ($script) = grep { m{^/docker-entrypoint-initdb\.d/} } keys %mounted;
	like($script, qr/\.sh$/, 'the script that migrates lies where the image looks for it');
	my $text = slurp_file("$folder/migrate_on_first_start.sh");
	like($text, qr/\$\{?$_\b/, "it reads $_") foreach grep { /^SQLITE_/ } keys %{ $db->{environment} };
};

subtest 'the Job' => sub {
	plan skip_all => 'no python3-yaml' unless has_yaml();
	my $job = read_yaml("$folder/job.yaml");
	my $pod = $job->{spec}{template}{spec};
	my %volume = map { $_->{name} => 1 } @{ $pod->{volumes} };

	is("$job->{apiVersion} $job->{kind}", 'batch/v1 Job', 'it is one');
	is($job->{spec}{backoffLimit}, 0, 'a failed migration is not repeated by itself');
	is($pod->{restartPolicy}, 'Never', 'nor within its pod');
	ok(!exists $pod->{securityContext}{fsGroup}, 'nothing changes the group of the files');
	foreach my $container (@{ $pod->{initContainers} }, @{ $pod->{containers} })
	{
		ok($volume{ $_->{name} }, "$container->{name}: volume $_->{name} is declared") foreach @{ $container->{volumeMounts} };
	}
	my ($main) = @{ $pod->{containers} };
	ok(-x "$folder/$main->{command}[0]", 'it runs a script that the image has');
	my %set = map { $_->{name} => 1 } @{ $main->{env} };
	ok($set{$_}, "$_ is set") foreach slurp_file("$folder/$main->{command}[0]") =~ /\$\{(\w+):\?\}/g;
};

done_testing();
