import { Directive, Field, ObjectType, Int, type ClassType } from 'type-graphql';
import { Public } from './rules.js';

@Public()
@Directive('@shareable')
@ObjectType({ description: 'Where a page of a list ends, and whether more follows.' })
export class PageInfo {
  @Field(() => Boolean, { description: 'True when a further page can be asked for with `after: endCursor`.' })
  hasNextPage!: boolean;

  @Field(() => String, { nullable: true, description: 'Cursor of the last edge of this page; null for an empty page.' })
  endCursor!: string | null;
}

export interface Edge<T> {
  readonly cursor: string;
  readonly node: T | Error;
}

/** A page as a resolver returns it. A source that failed stands in it as an Error: graphql-js makes of it a null node with a coded error. */
export interface Page<T> {
  readonly edges: readonly Edge<T>[];
  readonly nodes: readonly (T | Error)[];
  readonly pageInfo: PageInfo;
  readonly totalCount: number | null;
}

/** The connection type over `Node`: `DossierConnection` with `DossierEdge`. Call once per node type and per subgraph. */
export function connectionOf<T extends object>(node: () => ClassType<T>, name: string): ClassType<Page<T>> {
  @Public()
  @ObjectType(`${name}Edge`, { description: `One ${name} in a list, with its cursor.` })
  class EdgeType {
    @Field(() => String, { description: 'Opaque position of this item, for `after`.' })
    cursor!: string;

    @Field(node, { nullable: true, description: 'The item; null with an error beside it where a source failed.' })
    node!: T | Error;
  }

  @Public()
  @ObjectType(`${name}Connection`, { description: `A page of ${name} items.` })
  class ConnectionType {
    @Field(() => [EdgeType], { description: 'The items with their cursors.' })
    edges!: Edge<T>[];

    @Field(() => [node()], {
      nullable: 'items',
      description: 'The items alone. A null item stands for a source that failed; its error says which.',
    })
    nodes!: (T | Error)[];

    @Field(() => PageInfo, { description: 'Whether more follows.' })
    pageInfo!: PageInfo;

    @Field(() => Int, {
      nullable: true,
      description: 'How many there are in all; null where a source cannot say, or did not answer.',
    })
    totalCount!: number | null;
  }
  return ConnectionType;
}
