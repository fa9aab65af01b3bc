const fragments = `fragment User on User { id username name }
fragment Review on Review { id body }
fragment Product on Product { inStock name price shippingEstimate upc weight }`;
const deep = `{
  ...User
  reviews { ...Review product { ...Product reviews { ...Review author { ...User reviews { ...Review product { ...Product } } } } } }
}`;
const top = '{ ...Product reviews { ...Review author { ...User reviews { ...Review product { ...Product } } } } }';

export const workloadNames = ['public', 'unique', 'small', 'list'] as const;
export type WorkloadName = (typeof workloadNames)[number];

export interface Question {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}

interface Workload {
  /** How many times the stock gateway's requests a second ours is to answer. */
  readonly targetOverStock: number;
  readonly targetOverHive: number;
  /** The question of the request of that number, from 0. */
  readonly question: (number: number) => Question;
}

const publicQuery = `${fragments} query TestQuery { users ${deep} topProducts ${top} }`;
const uniqueQuery = `${fragments}
query Unique($seed: Int) { users ${deep} topProducts ${top} manyProducts(count: 5, seed: $seed) { ...Product } }`;
const smallQuery = 'query Small($id: ID!) { user(id: $id) { id name } }';
const listQuery = `query List($seed: Int) {
  manyProducts(count: 1000, seed: $seed) { upc name price weight inStock shippingEstimate }
}`;

export const workloads: Readonly<Record<WorkloadName, Workload>> = {
  /** The public benchmark's question, always the same: requests in flight can share what they fetch. */
  public: { targetOverStock: 15, targetOverHive: 3.5, question: () => ({ query: publicQuery }) },
  /** The same with a value of its own in each request: little can be shared. */
  unique: {
    targetOverStock: 10,
    targetOverHive: 3.5,
    question: (number) => ({ query: uniqueQuery, variables: { seed: number } }),
  },
  /** One person by id: what any request costs. */
  small: {
    targetOverStock: 4,
    targetOverHive: 2.3,
    question: (number) => ({ query: smallQuery, variables: { id: String(1 + (number % 6)) } }),
  },
  /** A thousand products joined from two subgraphs: what a large answer costs. */
  list: {
    targetOverStock: 2.5,
    targetOverHive: 2,
    question: (number) => ({ query: listQuery, variables: { seed: number % 50 } }),
  },
};

/** The public question under other names: as much work to plan, and known to no plan store. */
export const coldQuestion = (number: number): Question => ({
  query: publicQuery.replace('users {', `variant${number}: users {`),
});
