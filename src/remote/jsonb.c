/*-------------------------------------------------------------------------
 *
 * jsonb.c
 *	  Plain JSON becomes jsonb in the form that tables store.
 *
 * PostgreSQL's parser copies each string, reads numbers of any length, and
 * builds a tree of allocated nodes; of an import into jsonb that is most of the
 * time.  Here the text is scanned once into an array, which is then written in
 * the stored form.  That is the same in every version, since upgrades keep it.
 *
 * Nothing is refused here: what is not plain is left to PostgreSQL, be it wrong
 * or only rare: \u, an exponent, more than 18 digits, a key twice, deep or
 * long documents.
 *
 * IDENTIFICATION
 *	  src/remote/jsonb.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "remote/decimal.h"
#include "remote/jsonb.h"
#include "utils/jsonb.h"
#if PG_VERSION_NUM >= 160000
#include "varatt.h"
#endif

#define MAX_LEN			(1024 * 1024)
#define MAX_LEVELS		64

/* What the document at hand mostly needs, without being allocated. */
#define FIRST_NODES		64
#define FIRST_KEYS		32

/* A value, or a key; what is within a container follows it. */
typedef struct Node
{
	uint32		type;			/* as a JEntry has it */
	uint32		end;			/* the node after all that is within */
	union
	{
		struct
		{
			const char *start;
			int			len;
		}			string;
		SqfDecimal	number;
		uint32		header;		/* of a container: members, and its kind */
	}			of;
} Node;

typedef struct Document
{
	const char *at;				/* what is to be scanned */
	Node	   *nodes;
	int			count;
	int			capacity;
	Size		size;			/* at most, when written */
	char	   *base;			/* what is being written, */
	char	   *to;				/* and where it goes on */
	Node		first[FIRST_NODES];
} Document;

/* ---------------------------------------------------------------------------
 * Scanning
 * ---------------------------------------------------------------------------
 */

static bool scan_value(Document *document, int level);

static inline void
skip_spaces(Document *document)
{
	const char *p = document->at;

	while (*p == ' ' || *p == '\n' || *p == '\t' || *p == '\r')
		p++;
	document->at = p;
}

/*
 * A node more, which takes this many bytes besides its JEntry.  The next one may
 * move it.
 */
static Node *
add_node(Document *document, uint32 type, Size size)
{
	Node	   *node;

	if (document->count == document->capacity)
	{
		Node	   *more = palloc(2 * document->capacity * sizeof(Node));

		memcpy(more, document->nodes, document->count * sizeof(Node));
		if (document->nodes != document->first)
			pfree(document->nodes);
		document->nodes = more;
		document->capacity *= 2;
	}
	node = &document->nodes[document->count++];
	node->type = type;
	node->end = document->count;
	document->size += sizeof(JEntry) + size;
	return node;
}

static inline bool
is_plain(unsigned char c)
{
	return c >= ' ' && c != '"' && c != '\\';
}

/* A copy of a string without its escapes; false if one is not of the simple. */
static bool
unescape(const char *start, const char *end, Node *node)
{
	static const char meanings[256] = {
		['"'] = '"',['\\'] = '\\',['/'] = '/',['b'] = '\b',['f'] = '\f',
		['n'] = '\n',['r'] = '\r',['t'] = '\t'
	};
	char	   *copy = palloc(end - start);
	char	   *to = copy;

	for (const char *p = start; p < end; p++)
	{
		char		c = *p;

		if (c == '\\')
		{
			c = meanings[(unsigned char) *++p];
			if (c == '\0')
				return false;
		}
		*to++ = c;
	}
	node->of.string.start = copy;
	node->of.string.len = to - copy;
	return true;
}

static bool
scan_string(Document *document)
{
	const char *start = ++document->at;
	const char *p = start;
	bool		has_escapes = false;
	Node	   *node;

	while (is_plain(*p))
		p++;
	while (*p == '\\' && p[1] != '\0')
	{
		has_escapes = true;
		p += 2;
		while (is_plain(*p))
			p++;
	}
	if (*p != '"')
		return false;
	document->at = p + 1;

	node = add_node(document, JENTRY_ISSTRING, p - start);
	node->of.string.start = start;
	node->of.string.len = p - start;
	return !has_escapes || unescape(start, p, node);
}

static bool
scan_number(Document *document)
{
	const char *digits = document->at + (*document->at == '-');
	Node	   *node = add_node(document, JENTRY_ISNUMERIC,
								SQF_DECIMAL_SIZE + sizeof(int));
	const char *end = sqf_decimal_scan(document->at, &node->of.number);

	if (end == NULL || (digits[0] == '0' && digits[1] >= '0' && digits[1] <= '9'))
		return false;
	document->at = end;
	return true;
}

static bool
scan_word(Document *document, const char *word, uint32 type)
{
	size_t		len = strlen(word);

	if (strncmp(document->at, word, len) != 0)
		return false;
	document->at += len;
	(void) add_node(document, type, 0);
	return true;
}

static bool
scan_key(Document *document)
{
	skip_spaces(document);
	if (*document->at != '"' || !scan_string(document))
		return false;
	skip_spaces(document);
	return *document->at++ == ':';
}

/* What is between brackets, of which the first is next. */
static bool
scan_container(Document *document, uint32 kind, char closing, int level)
{
	int			node = document->count;
	uint32		members = 0;

	(void) add_node(document, JENTRY_ISCONTAINER, sizeof(uint32) + sizeof(int));
	document->at++;
	skip_spaces(document);
	if (*document->at == closing)
		document->at++;
	else
	{
		char		c;

		do
		{
			if (kind == JB_FOBJECT && !scan_key(document))
				return false;
			if (!scan_value(document, level + 1))
				return false;
			members++;
			skip_spaces(document);
			c = *document->at++;
		} while (c == ',');
		if (c != closing)
			return false;
	}
	document->nodes[node].end = document->count;
	document->nodes[node].of.header = members | kind;
	return true;
}

/* A value and what is within it becomes nodes; false if it is not plain. */
static bool
scan_value(Document *document, int level)
{
	if (level > MAX_LEVELS)
		return false;
	skip_spaces(document);
	switch (*document->at)
	{
		case '{':
			return scan_container(document, JB_FOBJECT, '}', level);
		case '[':
			return scan_container(document, JB_FARRAY, ']', level);
		case '"':
			return scan_string(document);
		case 't':
			return scan_word(document, "true", JENTRY_ISBOOL_TRUE);
		case 'f':
			return scan_word(document, "false", JENTRY_ISBOOL_FALSE);
		case 'n':
			return scan_word(document, "null", JENTRY_ISNULL);
		default:
			return scan_number(document);
	}
}

/* ---------------------------------------------------------------------------
 * Writing
 * ---------------------------------------------------------------------------
 */

static bool write_value(Document *document, const Node *node, JEntry *entry);

static void
pad_to_int(Document *document)
{
	char	   *aligned = document->base + INTALIGN(document->to - document->base);

	while (document->to < aligned)
		*document->to++ = '\0';
}

/*
 * Begin a container: returns where the JEntries of its children go.
 */
static JEntry *
begin_container(Document *document, uint32 header, int children)
{
	uint32	   *begin;

	pad_to_int(document);
	begin = (uint32 *) document->to;
	*begin = header;
	document->to += sizeof(uint32) + children * sizeof(JEntry);
	return (JEntry *) (begin + 1);
}

/* Write a container's child; some JEntries tell offsets instead of lengths. */
static bool
write_child(Document *document, const Node *node, JEntry *entries, int child,
			uint32 *offset)
{
	JEntry		entry;

	if (!write_value(document, node, &entry))
		return false;
	*offset += JBE_OFFLENFLD(entry);
	if (child % JB_OFFSET_STRIDE == 0)
		entry = (entry & JENTRY_TYPEMASK) | *offset | JENTRY_HAS_OFF;
	entries[child] = entry;
	return true;
}

static bool
write_array(Document *document, const Node *node)
{
	int			members = node->of.header & JB_CMASK;
	JEntry	   *entries = begin_container(document, node->of.header, members);
	const Node *member = node + 1;
	uint32		offset = 0;

	for (int i = 0; i < members; i++)
	{
		if (!write_child(document, member, entries, i, &offset))
			return false;
		member = &document->nodes[member->end];
	}
	return true;
}

/* Keys are in the order of their lengths, and of their bytes. */
static int
compare_keys(const void *a, const void *b)
{
	const Node *left = *(const Node *const *) a;
	const Node *right = *(const Node *const *) b;

	if (left->of.string.len != right->of.string.len)
		return left->of.string.len < right->of.string.len ? -1 : 1;
	return memcmp(left->of.string.start, right->of.string.start,
				  left->of.string.len);
}

/* The keys of an object in order; false if there is one twice. */
static bool
sort_keys(const Document *document, const Node *object, const Node **keys,
		  int members)
{
	const Node *key = object + 1;

	for (int i = 0; i < members; i++)
	{
		keys[i] = key;
		key = &document->nodes[key[1].end];
	}
	qsort(keys, members, sizeof(Node *), compare_keys);
	for (int i = 1; i < members; i++)
		if (compare_keys(&keys[i - 1], &keys[i]) == 0)
			return false;
	return true;
}

/* Room for the keys of an object: what is first, if they fit into it. */
static const Node **
make_room_for_keys(const Node **first, int members)
{
	return members <= FIRST_KEYS ? first : palloc(members * sizeof(Node *));
}

static bool
write_object(Document *document, const Node *node)
{
	int			members = node->of.header & JB_CMASK;
	const Node *first[FIRST_KEYS];
	const Node **keys = make_room_for_keys(first, members);
	JEntry	   *entries = begin_container(document, node->of.header, 2 * members);
	uint32		offset = 0;
	bool		ok = sort_keys(document, node, keys, members);

	for (int i = 0; ok && i < members; i++)
		ok = write_child(document, keys[i], entries, i, &offset);
	for (int i = 0; ok && i < members; i++)
		ok = write_child(document, keys[i] + 1, entries, members + i, &offset);
	if (keys != first)
		pfree(keys);
	return ok;
}

/*
 * Write a value's data, and tell its type and length as a JEntry; false if it is
 * not plain.
 */
static bool
write_value(Document *document, const Node *node, JEntry *entry)
{
	const char *begin = document->to;
	bool		ok = true;

	switch (node->type)
	{
		case JENTRY_ISSTRING:
			memcpy(document->to, node->of.string.start, node->of.string.len);
			document->to += node->of.string.len;
			break;
		case JENTRY_ISNUMERIC:
			pad_to_int(document);
			document->to += sqf_decimal_write(&node->of.number, document->to);
			break;
		case JENTRY_ISCONTAINER:
			ok = node->of.header & JB_FOBJECT ? write_object(document, node) :
				write_array(document, node);
			break;
		default:
			break;
	}
	*entry = node->type | (uint32) (document->to - begin);
	return ok;
}

/* A scalar is the only member of an array of its own kind. */
static bool
write_root(Document *document)
{
	JEntry		unused;
	uint32		offset = 0;

	if (document->nodes->type == JENTRY_ISCONTAINER)
		return write_value(document, document->nodes, &unused);
	return write_child(document, document->nodes,
					   begin_container(document, 1 | JB_FARRAY | JB_FSCALAR, 1),
					   0, &offset);
}

static bool
scan_document(Document *document, const char *text, int len)
{
	if (len > MAX_LEN)
		return false;
	document->at = text;
	document->nodes = document->first;
	document->count = 0;
	document->capacity = FIRST_NODES;
	document->size = VARHDRSZ + sizeof(uint32);
	if (!scan_value(document, 0))
		return false;
	skip_spaces(document);
	return document->at == text + len;
}

/*
 * sqf_json_is_plain tells whether a text, as sqf_jsonb_read takes it, is JSON; false
 * if that is for json_in to say.
 */
bool
sqf_json_is_plain(const char *text, int len)
{
	Document	document;

	return scan_document(&document, text, len);
}

/* Does an object have a key twice? */
static bool
has_key_twice(const Document *document, const Node *object)
{
	int			members = object->of.header & JB_CMASK;
	const Node *first[FIRST_KEYS];
	const Node **keys = make_room_for_keys(first, members);
	bool		is_twice = !sort_keys(document, object, keys, members);

	if (keys != first)
		pfree(keys);
	return is_twice;
}

/*
 * sqf_jsonb_is_plain tells whether sqf_jsonb_read makes jsonb of a text.
 */
bool
sqf_jsonb_is_plain(const char *text, int len)
{
	Document	document;

	if (!scan_document(&document, text, len))
		return false;
	for (int i = 0; i < document.count; i++)
	{
		const Node *node = &document.nodes[i];

		if (node->type == JENTRY_ISCONTAINER && node->of.header & JB_FOBJECT &&
			has_key_twice(&document, node))
			return false;
	}
	return true;
}

/*
 * sqf_jsonb_read makes jsonb of a valid text in the server's encoding, which is
 * terminated and has no other NUL; false if that is for jsonb_in to do, which
 * also refuses what is no JSON.  The value has no object with a key twice.
 */
bool
sqf_jsonb_read(const char *text, int len, Datum *value)
{
	Document	document;

	if (!scan_document(&document, text, len))
		return false;

	document.base = palloc(document.size);
	document.to = document.base + VARHDRSZ;
	if (!write_root(&document))
		return false;
	SET_VARSIZE(document.base, document.to - document.base);
	*value = PointerGetDatum(document.base);
	return true;
}
