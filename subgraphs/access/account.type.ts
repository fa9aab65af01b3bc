import { Field, ObjectType } from 'type-graphql';
import { PersonalData } from '../../schema/rules.js';
import { TypeScopes } from '../../schema/scopes.js';
import { Agency, Jurisdiction } from './references.type.js';

const subject = 'The account, by the issuer’s own identifier (mã tài khoản): no name stands in the log.';
const issuer = 'Issuer of the token (đơn vị cấp tài khoản): the address of the realm.';

@TypeScopes('access:read')
@ObjectType({ description: 'An account that asked the hub (tài khoản truy cập).' })
export class AccessAccount {
  @Field(() => String, { description: issuer })
  issuer!: string;

  @PersonalData('IDENTITY', 'PSEUDONYM')
  @Field(() => String, { description: subject })
  subject!: string;
}

@TypeScopes('access:read')
@ObjectType({ description: 'Who asked the hub (người truy cập), as the token said it.' })
export class AccessActor {
  @PersonalData('IDENTITY', 'PSEUDONYM')
  @Field(() => String, { description: subject })
  subject!: string;

  @Field(() => String, { description: 'The application they used (ứng dụng).' })
  client!: string;

  @Field(() => String, { description: issuer })
  issuer!: string;

  @Field(() => [String], { description: 'Roles in the token (vai trò), known to the hub or not.' })
  roles!: readonly string[];

  @Field(() => Agency, { nullable: true, description: 'Agency they work for (cơ quan); null where the token names none.' })
  agency!: Agency | null;

  @Field(() => [Jurisdiction], { nullable: true, description: 'Cities and towns they work for (địa bàn); null for all of them.' })
  jurisdictions!: readonly Jurisdiction[] | null;
}
