/**
 * Every operation this page sends. Plain text without imports, so that a test can check each of
 * them against the schema.
 */

const pageInfo = "pageInfo { endCursor hasNextPage }";

export const viewerQuery = `
  query Viewer { viewer { id name demo grants { role jurisdiction } } }
`;

export const signInAsDemoPersonMutation = `
  mutation SignInAsDemoPerson($input: SignInAsDemoPersonInput!) {
    signInAsDemoPerson(input: $input) { token userErrors { code message { zh en } } }
  }
`;

export const communitiesQuery = `
  query Communities($filter: CommunityFilter, $first: Int!, $after: String) {
    communities(filter: $filter, first: $first, after: $after) {
      edges {
        node {
          id name code households buildingCount polygon
          latestPlan { id metrics { standardGrids gridsInBand } }
        }
      }
      ${pageInfo}
    }
  }
`;

const communityFields = "id name code households buildingCount polygon viewerCanPropose";

export const communityByCodeQuery = `
  query CommunityByCode($key: String!) {
    community(code: $key) { ${communityFields} }
  }
`;

export const communityByIdQuery = `
  query CommunityById($key: ID!) {
    community(id: $key) { ${communityFields} }
  }
`;

export const buildingsQuery = `
  query Buildings($communityId: ID!, $first: Int!, $after: String) {
    community(id: $communityId) {
      buildings(first: $first, after: $after) {
        edges {
          node { id name category households builtYear estate { name oldEstate } polygon }
        }
        ${pageInfo}
      }
    }
  }
`;

export const barriersQuery = `
  query Barriers($communityId: ID!, $first: Int!, $after: String) {
    community(id: $communityId) {
      barriers(first: $first, after: $after) {
        edges { node { id kind class name line } }
        ${pageInfo}
      }
    }
  }
`;

const findingFields = "key rule code severity message { zh en } gridLabel place";

export const latestPlanQuery = `
  query LatestPlan($communityId: ID!) {
    community(id: $communityId) {
      latestPlan {
        id state version createdAt seed effort
        effectiveFrom filingNumber
        isStale basisChanges { message { zh en } }
        impact { summary { zh en } }
        viewerCanRevalidate viewerCanSubmit viewerCanEndorse viewerCanApprove viewerCanPutInForce
        viewerCanReturn viewerCanReject viewerCanWithdraw
        reviews(first: 100) { nodes { kind actor { name } at comment } }
        rules { oldEstateCutoffYear }
        metrics {
          grids standardGrids microGrids reducedGrids
          households gridsInBand householdsInBand
          meanCompactness innerBorderM barrierBorderM
          estates estatesSplit
        }
        certificate { kind households bound proof { zh en } }
        findings { ${findingFields} }
        blocks
        grids {
          id label code kind
          reduced reducedReason
          band { min max }
          reason { zh en }
          deviation
          households residents oldHouseholds specialHouseholds
          buildingCount estates
          polygon pointOnSurface
          areaM2 perimeterM compactness
          border { boundaryM roadM riverM railwayM wallM groundM names }
          limits { sentence { zh en } }
          findings { ${findingFields} }
        }
      }
    }
  }
`;

const jobFields = "id state progress stage cancelRequested error { code message { zh en } }";
const userErrors = "userErrors { code message { zh en } }";

export const proposePlanMutation = `
  mutation ProposePlan($input: ProposePlanInput!) {
    proposePlan(input: $input) { job { ${jobFields} } ${userErrors} }
  }
`;

export const cancelJobMutation = `
  mutation CancelJob($input: CancelJobInput!) {
    cancelJob(input: $input) { job { ${jobFields} } ${userErrors} }
  }
`;

const decided = `plan { id } ${userErrors}`;

export const revalidatePlanMutation = `
  mutation RevalidatePlan($input: RevalidatePlanInput!) {
    revalidatePlan(input: $input) { ${decided} }
  }
`;

export const submitPlanMutation = `
  mutation SubmitPlan($input: SubmitPlanInput!) { submitPlan(input: $input) { ${decided} } }
`;

export const endorsePlanMutation = `
  mutation EndorsePlan($input: EndorsePlanInput!) { endorsePlan(input: $input) { ${decided} } }
`;

export const approvePlanMutation = `
  mutation ApprovePlan($input: ApprovePlanInput!) { approvePlan(input: $input) { ${decided} } }
`;

export const putPlanInForceMutation = `
  mutation PutPlanInForce($input: PutPlanInForceInput!) {
    putPlanInForce(input: $input) { ${decided} }
  }
`;

export const returnPlanMutation = `
  mutation ReturnPlan($input: ReturnPlanInput!) { returnPlan(input: $input) { ${decided} } }
`;

export const rejectPlanMutation = `
  mutation RejectPlan($input: RejectPlanInput!) { rejectPlan(input: $input) { ${decided} } }
`;

export const withdrawPlanMutation = `
  mutation WithdrawPlan($input: WithdrawPlanInput!) { withdrawPlan(input: $input) { ${decided} } }
`;

export const jobQuery = `
  query Job($id: ID!) {
    job(id: $id) { ${jobFields} }
  }
`;

export const jobProgressSubscription = `
  subscription JobProgress($id: ID!) {
    jobProgress(id: $id) { ${jobFields} }
  }
`;
