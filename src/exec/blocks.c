/*-------------------------------------------------------------------------
 *
 * blocks.c
 *	  The processes that scan a table together take blocks of its row ids here.
 *
 * Row ids can be anything: dense, sparse over 64 bits, negative, dense in one
 * place and sparse in another.  So a block is measured in rows, not in row ids:
 * SQLite goes over so many entries of its tree and tells the row id that comes
 * next.  That looks at no value, and the pages it meets are the very ones that the
 * same process reads next, from SQLite's cache.
 *
 * The end of a block is looked for without a lock, so that an error or a cancel
 * meanwhile holds up nobody.  If another process was quicker to take a block from
 * the same row id on, the search was in vain, and starts again behind it.
 *
 * IDENTIFICATION
 *	  src/exec/blocks.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "exec/blocks.h"
#include "miscadmin.h"

/*
 * Blocks grow, in case that there are far more rows than was planned for: they
 * are doubled after so many, until they have so many rows.
 */
#define BLOCKS_OF_A_SIZE	200
#define MAX_ROWS			10000

/*
 * sqf_blocks_create makes all row ids those that are left, in memory that is not
 * in use yet.
 */
void
sqf_blocks_create(SqfBlocks *blocks)
{
	SpinLockInit(&blocks->mutex);
	sqf_blocks_refill(blocks);
}

/*
 * sqf_blocks_refill does so again, when all who took blocks have ended.
 */
void
sqf_blocks_refill(SqfBlocks *blocks)
{
	blocks->next = PG_INT64_MIN;
	blocks->taken = 0;
	blocks->is_empty = false;
}

/* Where the next block begins; false if there is none. */
static bool
look(SqfBlocks *blocks, int64 *first, int64 *taken)
{
	bool		is_empty;

	SpinLockAcquire(&blocks->mutex);
	is_empty = blocks->is_empty;
	*first = blocks->next;
	*taken = blocks->taken;
	SpinLockRelease(&blocks->mutex);
	return !is_empty;
}

/* Take a block unless another process has taken one from its row id on. */
static bool
take(SqfBlocks *blocks, const SqfBlock *block)
{
	bool		is_taken;

	SpinLockAcquire(&blocks->mutex);
	is_taken = !blocks->is_empty && blocks->next == block->first;
	if (is_taken)
	{
		blocks->taken++;
		blocks->is_empty = block->last == PG_INT64_MAX;
		if (!blocks->is_empty)
			blocks->next = block->last + 1;
	}
	SpinLockRelease(&blocks->mutex);
	return is_taken;
}

static int64
grow(int64 rows, int64 taken)
{
	while (taken >= BLOCKS_OF_A_SIZE && rows < MAX_ROWS)
	{
		rows *= 2;
		taken -= BLOCKS_OF_A_SIZE;
	}
	return rows;
}

/* The last row id of a block; the last block takes what is left. */
static int64
find_last(SqfStatement *find_end, int64 first, int64 rows)
{
	int64		next;

	sqf_statement_reset(find_end);
	sqf_statement_bind_int64(find_end, 1, first);
	sqf_statement_bind_int64(find_end, 2, rows);
	if (!sqf_statement_step(find_end))
		return PG_INT64_MAX;
	next = sqf_statement_int64(find_end, 0);
	sqf_statement_reset(find_end);

	/* only a tree that is out of order goes back: then one process reads it */
	return next > first ? next - 1 : PG_INT64_MAX;
}

/*
 * sqf_blocks_take takes the next block; false if nothing is left.  find_end is
 * the statement of sqf_deparse_block_end, and rows how many rows a block has at
 * first; without a statement, one block is all.  Throws what SQLite throws.
 */
bool
sqf_blocks_take(SqfBlocks *blocks, SqfStatement *find_end, int64 rows,
				SqfBlock *block)
{
	int64		taken;

	while (look(blocks, &block->first, &taken))
	{
		CHECK_FOR_INTERRUPTS();
		block->last = find_end == NULL ? PG_INT64_MAX :
			find_last(find_end, block->first, grow(rows, taken));
		if (take(blocks, block))
			return true;
	}
	return false;
}
