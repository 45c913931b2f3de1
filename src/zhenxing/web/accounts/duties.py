"""What belongs to each duty, as text for the table of roles: subjects with their verbs.

A role is put together of these; what only one role has stands in that role.
"""

from __future__ import annotations

DIRECTORY = "areas: view export; units: view export; posts: view export; incumbencies: view export"
#: the registers of what a place has: seen by whoever looks after it
REGISTERS = (
    "; enterprises: view export; attributes: view export; qualifications: view export; links: view export;"
    "scale_candidates: view export;"
    "reminders: view export; products: view export; shares: view export; brands: view export;"
    "standards: view export; certificates: view export; patents: view export; heritage: view export;"
    "indications: view export; innovation_platforms: view export; service_platforms: view export"
)
#: whoever works on enterprises keeps these; contacts are personal data, seen by those who must call
ENTERPRISES = (
    "attributes: view create edit archive export; qualifications: view create edit archive export;"
    "links: view create edit archive export; contacts: view create edit archive export;"
    "reminders: view export; scale_candidates: view export"
)
HONOURS = (
    "products: view create edit archive export; shares: view create edit archive export;"
    "brands: view create edit archive export; standards: view create edit archive export;"
    "certificates: view create edit archive export; patents: view create edit archive export;"
    "heritage: view create edit archive export; indications: view create edit archive export;"
    "innovation_platforms: view create edit archive export;"
    "service_platforms: view create edit archive export"
)
#: the towns are the county's: whoever works below it sees them too
TOWNS = (
    "; towns: view export; town_tiers: view export; town_figures: view export; milestones: view export;"
    "zones: view export; criterion_answers: view export"
)
#: recognition: whoever runs it, whoever applies, whoever looks on
RECOGNITION = (
    "schemes: view create edit archive export; criteria: view create edit archive export;"
    "calls: view create edit archive rank notice export; experts: view create edit archive export;"
    "applications: view create edit submit check review rank notice answer decide recheck rectify export;"
    "seats: view declare score export; public_notices: view object export; objections: view answer export;"
    "decisions: view export; promotions: view create edit archive export;"
    "delegations: view create archive export; public_rolls: view create edit archive export;"
    "scheme_wordings: view create edit archive export"
)
RULES_OF_RECOGNITION = (
    "schemes: view export; criteria: view export; calls: view export;"
    "public_notices: view object export; promotions: view export"
)
APPLIES = "applications: view create edit submit rectify export; decisions: view export"
LOOKS_ON = (
    "; schemes: view export; criteria: view export; calls: view export; applications: view export;"
    "public_notices: view export; objections: view export; decisions: view export; promotions: view export"
)
#: investment promotion: whoever runs it, whoever reports or handles a lead, whoever looks on
LEADS = (
    "leads: view create edit archive report reply judge negotiate hand drop export;"
    "lead_progress: view export; lead_disputes: view decide export;"
    "lead_plans: view create edit archive export; chain_links: view create edit archive seek export;"
    "chain_flows: view create edit archive export; chain_places: view create edit archive export;"
    "target_firms: view create edit archive land export; portfolios: view create edit archive export;"
    "portfolio_members: view create edit archive export; referrers: view create edit archive export;"
    "enclaves: view create edit archive export; enclave_terms: view create edit archive export;"
    "enclave_settlements: view create edit archive export"
)
LEADS_DONE = (
    "leads: view create edit report reply judge negotiate drop export; lead_progress: view export;"
    "lead_disputes: view export"
)
LEADS_KNOWN = (
    "leads: first_reports; lead_plans: view export; chain_links: view export; chain_flows: view export;"
    "target_firms: view export; portfolios: view export; portfolio_members: view; referrers: view"
)
LEADS_SEEN = (
    "; leads: view export; lead_progress: view export; lead_disputes: view export; lead_plans: view export;"
    "chain_links: view export; chain_flows: view export; chain_places: view export;"
    "target_firms: view export; portfolios: view export; portfolio_members: view export;"
    "referrers: view export; enclaves: view export; enclave_terms: view export;"
    "enclave_settlements: view export"
)
#: what goals are judged by: seen by whoever sees the goals
OF_GOALS = (
    "goal_measures: view export; goal_readings: view export; goal_baselines: view export;"
    "goal_shares: view export;"
)
#: meetings and dispatch: whoever runs them, whoever is asked to them, whoever looks on
MEETINGS = (
    "meetings: view create edit notice hold minute issue export;"
    "agenda_items: view create edit archive export; attendances: view create edit archive answer export;"
    "statements: view create edit archive submit take export;"
    "meeting_decisions: view create edit archive export; dispatches: view create edit hold export;"
    "bulletins: view create edit submit issue export"
)
ASKED_TO_MEETINGS = (
    ";meetings: view export; agenda_items: view export; attendances: view answer export;"
    "statements: view edit submit export; meeting_decisions: view export"
)
MEETINGS_SEEN = (
    ";meetings: view export; agenda_items: view export; attendances: view export; statements: view export;"
    "meeting_decisions: view export; dispatches: view export; bulletins: view export"
)
#: problems of firms and villages: whoever sorts and closes them, whoever answers, whoever looks on
PROBLEMS = (
    "problems: view create edit archive triage rate close contact promises export;"
    "common_problems: view create edit archive merge triage close clause export;"
    "referrals: view export; problem_contacts: view export;"
    "enterprise_visits: view create edit archive export; plan_clauses: view edit archive export;"
    "intake_points: view create edit archive export; service_rules: view create edit archive export"
)
ANSWERS_PROBLEMS = (
    ";problems: view create answer export; common_problems: view answer export; referrals: view export;"
    "problem_contacts: view; enterprise_visits: view create edit export"
)
PROBLEMS_OF_THE_PLACE = (
    ";problems: view create edit promises export; enterprise_visits: view create edit export;"
    "intake_points: view; service_rules: view"
)
PROBLEMS_SEEN = (
    ";problems: view promises export; common_problems: view export; referrals: view export;"
    "enterprise_visits: view export; plan_clauses: view export; service_rules: view export"
)
#: projects: whoever keeps the library, a department for its own, a township for those on its land
PROJECTS = (
    "projects: view create edit archive export screen advance undo leave assign;"
    "stage_events: view prove export; investments: view create edit archive export;"
    "project_elements: view create edit archive export answer confirm;"
    "suspicions: view judge export; screenings: view export;"
    "project_rounds: view create edit archive freeze export"
)
OWN_PROJECTS = (
    "; projects: view create edit advance export; stage_events: view prove export;"
    "investments: view create edit export; suspicions: view export; screenings: view export;"
    "project_elements: view create edit export confirm"
)
SEES_PROJECTS = (
    "; projects: view export; stage_events: view export; investments: view export;"
    "project_elements: view export; suspicions: view export; screenings: view export;"
    "project_rounds: view export"
)
#: the lists of choices are the whole site's
CHOICES = (
    "code_tables: view export; codes: view export; rulebooks: view export;"
    "special_days: view export; announced_years: view export"
)
READ = (
    OF_GOALS + "documents: view export; goals: view export; tasks: view export; matrix: view export;"
    "subtasks: view export; task_reports: view export; hand_ons: view export;"
    "clocks: view board export; letters: view export; proofs: view export;"
    "work: view; hand_overs: view export; asks: view export; askings: view export; burden: view"
    + MEETINGS_SEEN
    + PROBLEMS_SEEN
    + SEES_PROJECTS
)
#: whoever does the work signs for letters and answers them
ANSWERS = (
    "clocks: view export; letters: view sign answer export; proofs: view export;"
    "work: view; hand_overs: view export; asks: create edit submit end; askings: view export; burden: view"
    + ASKED_TO_MEETINGS
)

#: whoever has a part in a task: says how it goes, divides it, asks to hand it on
WORKS = (
    "tasks: view report divide hand_on export;"
    "subtasks: view create edit report confirm withdraw export;"
    "task_reports: view create edit submit confirm export; hand_ons: view export;"
)
