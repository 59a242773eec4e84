/*-------------------------------------------------------------------------
 *
 * blocks.h
 *	  Blocks of row ids, for the processes that scan a table together.
 *
 * IDENTIFICATION
 *	  src/exec/blocks.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef SQF_BLOCKS_H
#define SQF_BLOCKS_H

#include "remote/statement.h"
#include "storage/spin.h"

/* What of a table nobody has taken yet; plain memory, which may be shared. */
typedef struct SqfBlocks
{
	slock_t		mutex;			/* of what follows */
	int64		next;			/* the first row id of the next block */
	int64		taken;			/* how many blocks were taken */
	bool		is_empty;		/* nothing is left */
} SqfBlocks;

typedef struct SqfBlock
{
	int64		first;			/* row ids, both in it */
	int64		last;
} SqfBlock;

extern void sqf_blocks_create(SqfBlocks *blocks);
extern void sqf_blocks_refill(SqfBlocks *blocks);
extern bool sqf_blocks_take(SqfBlocks *blocks, SqfStatement *find_end,
							int64 rows, SqfBlock *block);

#endif							/* SQF_BLOCKS_H */
