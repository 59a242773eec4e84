# Reads YAML with Debian's python3-yaml, as Perl's core has no reader.
package Yaml;

use strict;
use warnings;

use Exporter qw(import);
use IPC::Run;
use JSON::PP;

our @EXPORT_OK = qw(has_yaml read_yaml);

my @python = ('/usr/bin/python3', '-c');

# Is there a reader on this machine?
sub has_yaml
{
	return IPC::Run::run([ @python, 'import yaml' ], '>&' => \my $output);
}

# read_yaml('docs/x.yaml'): the document as hashes and lists; dies of what is no YAML.
sub read_yaml
{
	my ($file) = @_;
	my ($json, $error);

	IPC::Run::run([ @python, 'import json, sys, yaml; json.dump(yaml.safe_load(open(sys.argv[1])), sys.stdout)', $file ],
		'>' => \$json, '2>' => \$error)
	  or die "$file: $error";
	return decode_json($json);
}

1;
