"""The roles and what each may do: the one table of permissions, in code, so that a change is reviewed.

Three administrators are kept apart (三员分立): the system administrator makes accounts and cannot read
the audit or give roles; the security administrator gives roles and cannot make accounts; the audit
administrator reads the audit and changes nothing. None of the three sees business records, and nobody
holds one of them together with any other role.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from zhenxing.web.kit.scope import Reach


@dataclass(frozen=True)
class Role:
    """A role: `reach[permission]` says how far the permission goes from where the role is held."""

    code: str
    label: str | Promise
    duty: str | Promise
    reach: Mapping[str, Reach]
    administrator: bool = False


def _reach(**groups: str) -> Mapping[str, Reach]:
    """`_reach(area="goals: view edit; tasks: view")` → {"goals.view": Reach.AREA, …}."""
    pairs = (
        (f"{subject.strip()}.{verb}", Reach[reach.upper()])
        for reach, text in groups.items()
        for part in text.split(";")
        for subject, _colon, verbs in [part.partition(":")]
        for verb in verbs.split()
    )
    return MappingProxyType(dict(pairs))


_DIRECTORY = "areas: view export; units: view export; posts: view export; incumbencies: view export"
#: the registers of what a place has: seen by whoever looks after it
_REGISTERS = (
    "; enterprises: view export; attributes: view export; qualifications: view export; links: view export;"
    "scale_candidates: view export;"
    "reminders: view export; products: view export; shares: view export; brands: view export;"
    "standards: view export; certificates: view export; patents: view export; heritage: view export;"
    "indications: view export; innovation_platforms: view export; service_platforms: view export"
)
#: whoever works on enterprises keeps these; contacts are personal data, seen by those who must call
_ENTERPRISES = (
    "attributes: view create edit archive export; qualifications: view create edit archive export;"
    "links: view create edit archive export; contacts: view create edit archive export;"
    "reminders: view export; scale_candidates: view export"
)
_HONOURS = (
    "products: view create edit archive export; shares: view create edit archive export;"
    "brands: view create edit archive export; standards: view create edit archive export;"
    "certificates: view create edit archive export; patents: view create edit archive export;"
    "heritage: view create edit archive export; indications: view create edit archive export;"
    "innovation_platforms: view create edit archive export;"
    "service_platforms: view create edit archive export"
)
#: the towns are the county's: whoever works below it sees them too
_TOWNS = (
    "; towns: view export; town_tiers: view export; town_figures: view export; milestones: view export;"
    "zones: view export; criterion_answers: view export"
)
#: recognition: whoever runs it, whoever applies, whoever looks on
_RECOGNITION = (
    "schemes: view create edit archive export; criteria: view create edit archive export;"
    "calls: view create edit archive rank notice export; experts: view create edit archive export;"
    "applications: view create edit submit check review rank notice answer decide recheck rectify export;"
    "seats: view declare score export; public_notices: view object export; objections: view answer export;"
    "decisions: view export; promotions: view create edit archive export;"
    "delegations: view create archive export; public_rolls: view create edit archive export;"
    "scheme_wordings: view create edit archive export"
)
_RULES_OF_RECOGNITION = (
    "schemes: view export; criteria: view export; calls: view export;"
    "public_notices: view object export; promotions: view export"
)
_APPLIES = "applications: view create edit submit rectify export; decisions: view export"
_LOOKS_ON = (
    "; schemes: view export; criteria: view export; calls: view export; applications: view export;"
    "public_notices: view export; objections: view export; decisions: view export; promotions: view export"
)
#: investment promotion: whoever runs it, whoever reports or handles a lead, whoever looks on
_LEADS = (
    "leads: view create edit archive report reply judge negotiate hand drop export;"
    "lead_progress: view export; lead_disputes: view decide export;"
    "lead_plans: view create edit archive export; chain_links: view create edit archive seek export;"
    "chain_flows: view create edit archive export; chain_places: view create edit archive export;"
    "target_firms: view create edit archive land export; portfolios: view create edit archive export;"
    "portfolio_members: view create edit archive export; referrers: view create edit archive export;"
    "enclaves: view create edit archive export; enclave_terms: view create edit archive export;"
    "enclave_settlements: view create edit archive export"
)
_LEADS_DONE = (
    "leads: view create edit report reply judge negotiate drop export; lead_progress: view export;"
    "lead_disputes: view export"
)
_LEADS_KNOWN = (
    "leads: first_reports; lead_plans: view export; chain_links: view export; chain_flows: view export;"
    "target_firms: view export; portfolios: view export; portfolio_members: view; referrers: view"
)
_LEADS_SEEN = (
    "; leads: view export; lead_progress: view export; lead_disputes: view export; lead_plans: view export;"
    "chain_links: view export; chain_flows: view export; chain_places: view export;"
    "target_firms: view export; portfolios: view export; portfolio_members: view export;"
    "referrers: view export; enclaves: view export; enclave_terms: view export;"
    "enclave_settlements: view export"
)
#: what goals are judged by: seen by whoever sees the goals
_OF_GOALS = (
    "goal_measures: view export; goal_readings: view export; goal_baselines: view export;"
    "goal_shares: view export;"
)
#: meetings and dispatch: whoever runs them, whoever is asked to them, whoever looks on
_MEETINGS = (
    "meetings: view create edit notice hold minute issue export;"
    "agenda_items: view create edit archive export; attendances: view create edit archive answer export;"
    "statements: view create edit archive submit take export;"
    "meeting_decisions: view create edit archive export; dispatches: view create edit hold export;"
    "bulletins: view create edit submit issue export"
)
_ASKED_TO_MEETINGS = (
    ";meetings: view export; agenda_items: view export; attendances: view answer export;"
    "statements: view edit submit export; meeting_decisions: view export"
)
_MEETINGS_SEEN = (
    ";meetings: view export; agenda_items: view export; attendances: view export; statements: view export;"
    "meeting_decisions: view export; dispatches: view export; bulletins: view export"
)
#: problems of firms and villages: whoever sorts and closes them, whoever answers, whoever looks on
_PROBLEMS = (
    "problems: view create edit archive triage rate close contact promises export;"
    "common_problems: view create edit archive merge triage close clause export;"
    "referrals: view export; problem_contacts: view export;"
    "enterprise_visits: view create edit archive export; plan_clauses: view edit archive export;"
    "intake_points: view create edit archive export; service_rules: view create edit archive export"
)
_ANSWERS_PROBLEMS = (
    ";problems: view create answer export; common_problems: view answer export; referrals: view export;"
    "problem_contacts: view; enterprise_visits: view create edit export"
)
_PROBLEMS_OF_THE_PLACE = (
    ";problems: view create edit promises export; enterprise_visits: view create edit export;"
    "intake_points: view; service_rules: view"
)
_PROBLEMS_SEEN = (
    ";problems: view promises export; common_problems: view export; referrals: view export;"
    "enterprise_visits: view export; plan_clauses: view export; service_rules: view export"
)
#: projects: whoever keeps the library, a department for its own, a township for those on its land
_PROJECTS = (
    "projects: view create edit archive export screen advance undo leave assign;"
    "stage_events: view prove export; investments: view create edit archive export;"
    "project_elements: view create edit archive export answer confirm;"
    "suspicions: view judge export; screenings: view export;"
    "project_rounds: view create edit archive freeze export"
)
_OWN_PROJECTS = (
    "; projects: view create edit advance export; stage_events: view prove export;"
    "investments: view create edit export; suspicions: view export; screenings: view export;"
    "project_elements: view create edit export confirm"
)
_SEES_PROJECTS = (
    "; projects: view export; stage_events: view export; investments: view export;"
    "project_elements: view export; suspicions: view export; screenings: view export;"
    "project_rounds: view export"
)
#: the lists of choices are the whole site's
_CHOICES = (
    "code_tables: view export; codes: view export; rulebooks: view export;"
    "special_days: view export; announced_years: view export"
)
_READ = (
    _OF_GOALS + "documents: view export; goals: view export; tasks: view export; matrix: view export;"
    "subtasks: view export; task_reports: view export; hand_ons: view export;"
    "clocks: view board export; letters: view export; proofs: view export;"
    "work: view; hand_overs: view export; asks: view export; askings: view export; burden: view"
    + _MEETINGS_SEEN
    + _PROBLEMS_SEEN
    + _SEES_PROJECTS
)
#: whoever does the work signs for letters and answers them
_ANSWERS = (
    "clocks: view export; letters: view sign answer export; proofs: view export;"
    "work: view; hand_overs: view export; asks: create edit submit end; askings: view export; burden: view"
    + _ASKED_TO_MEETINGS
)

#: whoever has a part in a task: says how it goes, divides it, asks to hand it on
_WORKS = (
    "tasks: view report divide hand_on export;"
    "subtasks: view create edit report confirm withdraw export;"
    "task_reports: view create edit submit confirm export; hand_ons: view export;"
)

#: what every signed-in person may do; not given, simply had
EVERYONE = Role(
    "everyone",
    _("所有人"),
    _("管理自己的账号和接口密钥"),
    _reach(own="account: view edit; tokens: view create revoke; views: view create edit delete; inbox: view"),
)

OFFICE = Role(
    "office",
    _("领导小组办公室"),
    _("上传、审核、采纳文件，分派任务，维护机构与职务"),
    _reach(
        site="code_tables: view edit export; codes: view create edit archive export;"
        "notice_periods: view create edit archive export; rulebooks: view create edit archive export;"
        "special_days: view create edit archive export; announced_years: view create edit archive export;"
        "letter_wordings: view create edit archive export",
        unit="letters: sign answer; problems: answer; common_problems: answer",
        area=(
            "documents: view upload review sign adopt withdraw edit archive export compile;"
            "second_readers: view create edit archive export;"
            "goals: view edit create archive export claim confirm withdraw measure divide;"
            "goal_measures: view create edit archive export; goal_readings: view confirm export;"
            "goal_baselines: view create edit archive export;"
            "goal_shares: view create edit archive export; matrix: view export;"
            "tasks: view edit create archive assign report accept close export;"
            "tasks: divide withdraw reopen hand_on;"
            "subtasks: view create edit archive report confirm withdraw export;"
            "task_reports: view create edit archive submit confirm ask export;"
            "hand_ons: view decide export;"
            "areas: view create edit export; units: view create edit archive export;"
            "posts: view create edit archive appoint export; incumbencies: view pass export;"
            "work: view; hand_overs: view create export; burden: view;"
            "asks: view create edit archive submit admit end export; askings: view export;"
            "aliases: view create edit archive export; groups: view create edit archive export;"
            "imports: view export; leaders: view; users: view;"
            "clocks: view board pause extend issue export; letters: view recheck withdraw export;"
            "proofs: view archive export;"
            "towns: view create edit archive export; town_tiers: view create edit archive export;"
            "town_figures: view create edit archive export; milestones: view create edit archive export;"
            "zones: view create edit archive export upload;"
            "criterion_answers: view create edit archive export;"
            "enterprises: view create edit archive merge export;"
            + ";".join(
                (_MEETINGS, _ENTERPRISES, _HONOURS, _LEADS, _PROBLEMS, _PROJECTS, _RECOGNITION)
            )
        ),
    ),
)
LIAISON = Role(
    "liaison",
    _("部门联络员"),
    _("办理本单位牵头或配合的任务，查看本地文件与目标"),
    _reach(
        site=_CHOICES,
        line="asks: view export; documents: view export; goals: view export; matrix: view export;"
        + _OF_GOALS
        + "groups: view; aliases: view;"
        + _DIRECTORY
        + _TOWNS
        + "; "
        + _RULES_OF_RECOGNITION
        + ";"
        + _LEADS_KNOWN,
        area=_REGISTERS.removeprefix("; ") + "; problems: promises; service_rules: view; project_rounds: view export",
        unit="goals: claim;"
        + _WORKS
        + " milestones: edit;"
        + _ANSWERS
        + ";"
        + _APPLIES
        + ";"
        + _LEADS_DONE
        + _ANSWERS_PROBLEMS
        + _OWN_PROJECTS
        + "; projects: assign; project_elements: answer",
        own="objections: view",
    ),
)
TOWNSHIP = Role(
    "township",
    _("乡镇"),
    _("办理本乡镇的任务，查看本级和上级发来的文件"),
    _reach(
        site=_CHOICES,
        line="asks: view export; documents: view export; goals: view export; matrix: view export;"
        + _OF_GOALS
        + _DIRECTORY
        + _TOWNS
        + "; "
        + _RULES_OF_RECOGNITION
        + ";"
        + _LEADS_KNOWN
        + "; projects: assign; project_rounds: view",
        area="imports: view export; enterprises: view create edit export;"
        + _ENTERPRISES
        + ";"
        + _HONOURS
        + _PROBLEMS_OF_THE_PLACE
        + _OWN_PROJECTS,
        unit="goals: claim;"
        + _WORKS
        + _ANSWERS
        + ";"
        + _APPLIES
        + ";"
        + _LEADS_DONE
        + "; problems: answer; common_problems: view answer export; referrals: view export;"
        + "problem_contacts: view",
        own="objections: view",
    ),
)
EXPERT = Role(
    "expert",
    _("评审专家"),
    _("声明利益关系，给安排给自己的申报评分"),
    _reach(own="seats: view declare score"),
)
ENTERPRISE = Role(
    "enterprise",
    _("企业"),
    _("申报和填报本企业的事项"),
    _reach(own="claims: view create", site=_CHOICES),
)
LEADER = Role(
    "leader",
    _("领导"),
    _("查看本地全部目标、任务与办理情况"),
    _reach(
        area=_READ
        + "; groups: view; leaders: view;"
        + _DIRECTORY
        + _REGISTERS
        + _TOWNS
        + _LOOKS_ON
        + _LEADS_SEEN
        + "; applications: decide; tasks: close",
        site=_CHOICES,
        unit="letters: sign answer",
    ),
)
CITY = Role(
    "city",
    _("市级主管部门"),
    _("查看所辖各县的文件、目标与任务"),
    _reach(
        area=_READ
        + "; groups: view; leaders: view;"
        + _DIRECTORY
        + _REGISTERS
        + _TOWNS
        + _LOOKS_ON
        + _LEADS_SEEN,
        site=_CHOICES,
    ),
)
PROVINCE = Role(
    "province",
    _("省级主管部门"),
    _("查看全省的文件、目标与任务"),
    _reach(
        area=_READ
        + "; groups: view; leaders: view;"
        + _DIRECTORY
        + _REGISTERS
        + _TOWNS
        + _LOOKS_ON
        + _LEADS_SEEN,
        site=_CHOICES,
    ),
)
SYSTEM_ADMINISTRATOR = Role(
    "system_administrator",
    _("系统管理员"),
    _("建立、停用账号，重置口令；不能授权，不能看审计"),
    _reach(site="users: view create edit reset; jobs: view;" + _DIRECTORY),
    administrator=True,
)
SECURITY_ADMINISTRATOR = Role(
    "security_administrator",
    _("安全管理员"),
    _("授予和收回角色，解除登录锁定，收回接口密钥；不能建账号，不能看审计"),
    _reach(
        site="users: view; memberships: view grant end; lockouts: view release; tokens: view revoke oversee;"
        + _DIRECTORY
    ),
    administrator=True,
)
AUDIT_ADMINISTRATOR = Role(
    "audit_administrator",
    _("审计管理员"),
    _("查看并校验审计记录；不能改动任何内容"),
    _reach(site="audit: view verify export; memberships: view; users: view"),
    administrator=True,
)

ROLES: Mapping[str, Role] = MappingProxyType(
    {
        role.code: role
        for role in (
            OFFICE,
            LIAISON,
            TOWNSHIP,
            EXPERT,
            ENTERPRISE,
            LEADER,
            CITY,
            PROVINCE,
            SYSTEM_ADMINISTRATOR,
            SECURITY_ADMINISTRATOR,
            AUDIT_ADMINISTRATOR,
        )
    }
)


def choices() -> list[tuple[str, str | Promise]]:
    return [(role.code, role.label) for role in ROLES.values()]


def permissions() -> Iterator[str]:
    """Every permission some role has; what is not here nobody can do."""
    yield from sorted({name for role in (EVERYONE, *ROLES.values()) for name in role.reach})
