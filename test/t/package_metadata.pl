# META.json keeps to PGXN's specification 1.0, and all places that say a version say the same.

use strict;
use warnings;

use JSON::PP;
use PostgreSQL::Test::Utils;
use Test::More;

my $meta = decode_json(slurp_file('META.json'));
my $version = qr/(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)(?:-?[A-Za-z][A-Za-z0-9-]*)?/;
my $range = qr/(?:(?:[<>]=?|==|!=) )?(?:0|$version)/;

# One text of a file, which must be there once.
sub found_in
{
	my ($file, $pattern) = @_;
	my @found = slurp_file($file) =~ /$pattern/g;

	is(scalar @found, 1, "$file says it once");
	return $found[0];
}

sub is_text
{
	my ($value, $name) = @_;
	return ok(defined $value && !ref $value && $value =~ /\S/, "$name is a text");
}

subtest 'what the specification requires' => sub {
	my %known = map { $_ => 1 } qw(name abstract description version maintainer license provides meta-spec
	  generated_by tags no_index prereqs release_status resources);

	is(join(' ', grep { !$known{$_} && !/^x_/i } sort keys %$meta), '', 'no other fields');
	is_text($meta->{$_}, $_) foreach qw(name abstract version);
	like($meta->{name}, qr{^[^\s/\\\x00-\x1f]{2,}$}, 'a name without spaces');
	like($meta->{version}, qr/^$version$/, 'a semantic version');
	ok((grep { defined && /\S/ } ref $meta->{maintainer} ? @{ $meta->{maintainer} } : $meta->{maintainer}), 'a maintainer');
	like($meta->{license},
		qr/^(agpl_3|apache_1_1|apache_2_0|artistic_[12]|bsd|freebsd|gfdl_1_[23]|gpl_[123]|lgpl_(2_1|3_0)|mit|mozilla_1_[01]|openssl|perl_5|postgresql|qpl_1_0|ssleay|sun|zlib|open_source|restricted|unrestricted|unknown)$/,
		'a license that the specification knows');
	like($meta->{'meta-spec'}{version}, qr/^1\.0\.\d+$/, 'the version of the specification');
	like($meta->{'meta-spec'}{url}, qr{^https?://pgxn\.org/(meta/)?spec(/|\.txt|\.html)?$}, 'and its address');
	like($meta->{release_status} // 'stable', qr/^(stable|testing|unstable)$/, 'the status of the release');
	ok(!(grep { ref || !/\S/ || m{[/\\]} || length > 255 } @{ $meta->{tags} }), 'tags are texts');
};

subtest 'what is provided' => sub {
	is(join(' ', keys %{ $meta->{provides} }), $meta->{name}, 'the extension of the name');
	my $provided = $meta->{provides}{ $meta->{name} };

	ok(-e $provided->{$_}, "$_ $provided->{$_} is there") foreach qw(file docfile);
	is_text($provided->{abstract}, 'abstract');
	is($provided->{version}, $meta->{version}, 'its version');
};

subtest 'prerequisites' => sub {
	foreach my $phase (sort keys %{ $meta->{prereqs} })
	{
		like($phase, qr/^(configure|build|test|runtime|develop)$/, "$phase is a phase");
		foreach my $relation (sort keys %{ $meta->{prereqs}{$phase} })
		{
			like($relation, qr/^(requires|recommends|suggests|conflicts)$/, "$relation is a relation");
			like($_, qr/^$range(, *$range)*$/, "$_ is a range of versions") foreach values %{ $meta->{prereqs}{$phase}{$relation} };
		}
	}
	my $oldest = found_in('test/dev/choose_postgres.sh', qr/^oldest_major=(\d+)$/m);
	is($meta->{prereqs}{runtime}{requires}{PostgreSQL}, "$oldest.0.0", 'the oldest PostgreSQL');
	is(slurp_file('.packaging/debian/pgversions'), "$oldest+\n", 'of the Debian packages, too');
};

subtest 'versions' => sub {
	my $default = found_in('sqlite_fdw.control', qr/^default_version = '(.*)'$/m);

	like($meta->{version}, qr/^\Q$default\E\.\d+$/, "META.json says $default as well");
	is($meta->{provides}{sqlite_fdw}{file}, "sql/sqlite_fdw--$default.sql", 'and has its script');
	is(found_in('src/foreign/housekeeping.c', qr/^#define SQLITE_FDW_VERSION\s+"(.*)"$/m), $default, 'so does sqlite.version()');
	is((slurp_file('CHANGELOG.md') =~ /^## ([\d.]+)/m)[0], $default, 'so does CHANGELOG.md');
	like((slurp_file('.packaging/debian/changelog') =~ /\((.*?)\)/)[0], qr/^\Q$default\E(\.\d+)?$/, 'so do the Debian packages');
};

subtest 'the Makefile installs every script' => sub {
	my ($data) = slurp_file('Makefile') =~ /^DATA = ((?:.*\\\n)*.*)$/m;

	is(join(' ', grep { $_ ne '\\' } split ' ', $data), join(' ', sort glob 'sql/sqlite_fdw--*.sql'), 'those in sql/');
};

done_testing();
