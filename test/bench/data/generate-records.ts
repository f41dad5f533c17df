import { createReadStream, createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { type Random, randomNumbers } from './random-numbers.ts';

/**
 * Writes deterministic cloud audit records in the shape of AWS CloudTrail: `{"Records":[…]}` on one line, records of
 * about 1.7 kB with nested identities, requests and answers, one call every half second.
 */

const START_MS = Date.UTC(2026, 0, 1);
const EVERY_MS = 500;
const CHUNK_RECORDS = 500;
const ACCOUNT = '123456789012';

const REGIONS = ['eu-central-1', 'us-east-1', 'eu-west-1', 'ap-southeast-2'] as const;
const PEOPLE = Array.from({ length: 60 }, (_, index) => `user${String(index).padStart(2, '0')}`);
const ROLES = [
  'deploy',
  'ci-runner',
  'readonly-audit',
  'data-pipeline',
  'OrganizationAccountAccessRole',
] as const;
const AGENTS = [
  'aws-cli/2.15.30 Python/3.11.8 Linux/6.5.0-1018-aws exe/x86_64.ubuntu.22 prompt/off command/s3api.get-object',
  'Boto3/1.34.69 md/Botocore#1.34.69 ua/2.0 os/linux#5.10.213 md/arch#x86_64 lang/python#3.11.8 md/pyimpl#CPython',
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/122.0.0.0 Safari/537.36',
  'APN/1.0 HashiCorp/1.0 Terraform/1.7.5 (+https://www.terraform.io) terraform-provider-aws/5.42.0 (+https://registry.terraform.io/providers/hashicorp/aws)',
] as const;

/** What a call was asked and answered. */
interface Call {
  readonly source: string;
  readonly name: string;
  readonly readOnly: boolean;
  details(random: Random): { readonly request: unknown; readonly response: unknown };
}

const CALLS: readonly Call[] = [
  {
    source: 's3.amazonaws.com',
    name: 'GetObject',
    readOnly: true,
    details: (random) => ({
      request: {
        bucketName: `evidence-${random.below(20)}`,
        Host: `evidence-${random.below(20)}.s3.eu-central-1.amazonaws.com`,
        key: `exports/2026/${random.hex(2)}/${random.hex(32)}.parquet`,
        'x-amz-server-side-encryption': 'aws:kms',
      },
      response: null,
    }),
  },
  {
    source: 'sts.amazonaws.com',
    name: 'AssumeRole',
    readOnly: true,
    details: (random) => ({
      request: {
        roleArn: `arn:aws:iam::${ACCOUNT}:role/${random.skewed(ROLES)}`,
        roleSessionName: `session-${random.hex(8)}`,
        durationSeconds: 3_600,
        tags: [
          { key: 'team', value: `team-${random.below(12)}` },
          { key: 'ticket', value: `INC-${random.below(90_000)}` },
        ],
      },
      response: {
        credentials: {
          accessKeyId: `ASIA${random.hex(16).toUpperCase()}`,
          sessionToken: random.hex(220),
          expiration: 'Jan 1, 2026, 1:00:00 PM',
        },
        assumedRoleUser: {
          assumedRoleId: `AROA${random.hex(16).toUpperCase()}:session`,
          arn: `arn:aws:sts::${ACCOUNT}:assumed-role/deploy/session-${random.hex(8)}`,
        },
      },
    }),
  },
  {
    source: 'ec2.amazonaws.com',
    name: 'RunInstances',
    readOnly: false,
    details: (random) => ({
      request: {
        instancesSet: {
          items: [{ imageId: `ami-${random.hex(17)}`, minCount: 1, maxCount: 1 + random.below(3) }],
        },
        instanceType: random.skewed(['t3.micro', 'm6i.large', 'c7g.xlarge', 'p4d.24xlarge']),
        blockDeviceMapping: {
          items: [{ deviceName: '/dev/xvda', ebs: { volumeSize: 8 << random.below(6), encrypted: true } }],
        },
        networkInterfaceSet: {
          items: [
            {
              deviceIndex: 0,
              subnetId: `subnet-${random.hex(17)}`,
              groupSet: { items: [{ groupId: `sg-${random.hex(17)}` }] },
            },
          ],
        },
        monitoring: { enabled: false },
      },
      response: {
        requestId: random.hex(32),
        reservationId: `r-${random.hex(17)}`,
        ownerId: ACCOUNT,
        instancesSet: {
          items: [
            {
              instanceId: `i-${random.hex(17)}`,
              currentState: { code: 0, name: 'pending' },
              privateDnsName: `ip-10-0-${random.below(256)}-${random.below(256)}.eu-central-1.compute.internal`,
              placement: { availabilityZone: 'eu-central-1a', tenancy: 'default' },
            },
          ],
        },
      },
    }),
  },
  {
    source: 'iam.amazonaws.com',
    name: 'AttachUserPolicy',
    readOnly: false,
    details: (random) => ({
      request: {
        userName: random.skewed(PEOPLE),
        policyArn: `arn:aws:iam::aws:policy/${random.skewed(['ReadOnlyAccess', 'PowerUserAccess', 'AdministratorAccess'])}`,
      },
      response: null,
    }),
  },
  {
    source: 'kms.amazonaws.com',
    name: 'Decrypt',
    readOnly: true,
    details: (random) => ({
      request: {
        encryptionContext: {
          'aws:s3:arn': `arn:aws:s3:::evidence-${random.below(20)}/exports/${random.hex(24)}`,
        },
        encryptionAlgorithm: 'SYMMETRIC_DEFAULT',
      },
      response: null,
    }),
  },
  {
    source: 'lambda.amazonaws.com',
    name: 'UpdateFunctionConfiguration20150331v2',
    readOnly: false,
    details: (random) => ({
      request: {
        functionName: `ingest-${random.below(30)}`,
        memorySize: 128 << random.below(5),
        timeout: 30,
        environment: { variables: { STAGE: 'prod', LOG_LEVEL: random.skewed(['info', 'debug']) } },
      },
      response: {
        functionName: `ingest-${random.below(30)}`,
        runtime: 'nodejs20.x',
        codeSha256: random.hex(44),
        version: '$LATEST',
        lastUpdateStatus: 'InProgress',
        layers: [
          {
            arn: `arn:aws:lambda:eu-central-1:${ACCOUNT}:layer:common:${random.below(90)}`,
            codeSize: random.below(9_000_000),
          },
        ],
      },
    }),
  },
];

function identityOf(random: Random): unknown {
  const key = `${random.hex(16).toUpperCase()}`;
  const kind = random.share();
  if (kind < 0.05) return { type: 'AWSService', invokedBy: 'autoscaling.amazonaws.com' };
  if (kind < 0.06)
    return { type: 'Root', principalId: ACCOUNT, arn: `arn:aws:iam::${ACCOUNT}:root`, accountId: ACCOUNT };
  const name = random.skewed(PEOPLE);
  if (kind < 0.4) {
    return {
      type: 'IAMUser',
      principalId: `AIDA${key}`,
      arn: `arn:aws:iam::${ACCOUNT}:user/${name}`,
      accountId: ACCOUNT,
      accessKeyId: `AKIA${key}`,
      userName: name,
    };
  }
  const role = random.skewed(ROLES);
  return {
    type: 'AssumedRole',
    principalId: `AROA${key}:${name}`,
    arn: `arn:aws:sts::${ACCOUNT}:assumed-role/${role}/${name}`,
    accountId: ACCOUNT,
    accessKeyId: `ASIA${key}`,
    sessionContext: {
      sessionIssuer: {
        type: 'Role',
        principalId: `AROA${key}`,
        arn: `arn:aws:iam::${ACCOUNT}:role/${role}`,
        accountId: ACCOUNT,
        userName: role,
      },
      attributes: {
        creationDate: '2026-01-01T00:00:00Z',
        mfaAuthenticated: random.share() < 0.3 ? 'true' : 'false',
      },
    },
  };
}

function recordOf(index: number, random: Random): unknown {
  const call = random.skewed(CALLS);
  const { request, response } = call.details(random);
  const failed = random.share() < 0.04;
  const uuid = `${random.hex(8)}-${random.hex(4)}-4${random.hex(3)}-a${random.hex(3)}-${random.hex(12)}`;
  return {
    eventVersion: '1.09',
    userIdentity: identityOf(random),
    eventTime: new Date(START_MS + index * EVERY_MS).toISOString().replace(/\.\d+Z/, 'Z'),
    eventSource: call.source,
    eventName: call.name,
    awsRegion: random.skewed(REGIONS),
    sourceIPAddress: `10.${random.below(4)}.${random.below(256)}.${random.below(256)}`,
    userAgent: random.skewed(AGENTS),
    ...(failed
      ? { errorCode: 'AccessDenied', errorMessage: `User is not authorized to perform: ${call.name}` }
      : {}),
    requestParameters: request,
    responseElements: failed ? null : response,
    additionalEventData: {
      SignatureVersion: 'SigV4',
      CipherSuite: 'TLS_AES_128_GCM_SHA256',
      bytesTransferredOut: random.below(1_000_000),
      AuthenticationMethod: 'AuthHeader',
    },
    requestID: random.hex(16).toUpperCase(),
    eventID: uuid,
    readOnly: call.readOnly,
    resources: [
      {
        accountId: ACCOUNT,
        type: 'AWS::KMS::Key',
        ARN: `arn:aws:kms:eu-central-1:${ACCOUNT}:key/${random.hex(32)}`,
      },
    ],
    eventType: 'AwsApiCall',
    managementEvent: call.source !== 's3.amazonaws.com',
    recipientAccountId: ACCOUNT,
    eventCategory: call.source === 's3.amazonaws.com' ? 'Data' : 'Management',
    tlsDetails: {
      tlsVersion: 'TLSv1.3',
      cipherSuite: 'TLS_AES_128_GCM_SHA256',
      clientProvidedHostHeader: `${call.source.split('.')[0]}.eu-central-1.amazonaws.com`,
    },
  };
}

function* textOf(records: number, seed: number): Generator<string> {
  const random = randomNumbers(seed);
  yield '{"Records":[';
  for (let index = 0; index < records; index += CHUNK_RECORDS) {
    const chunk: string[] = [];
    for (let at = index; at < Math.min(index + CHUNK_RECORDS, records); at += 1) {
      chunk.push(JSON.stringify(recordOf(at, random)));
    }
    yield (index === 0 ? '' : ',') + chunk.join(',');
  }
  yield ']}';
}

/** Writes `records` records to `path`, and again to `<path>.gz`. */
export async function generateRecords(path: string, records: number, seed = 20_260_102): Promise<void> {
  await pipeline(textOf(records, seed), createWriteStream(path));
  await pipeline(createReadStream(path), createGzip({ level: 6 }), createWriteStream(`${path}.gz`));
}
