import CallRules
import Store

/// What the audit shows.
struct AuditPage {
    let query: AuditQuery
    let entries: Page<AuditEntry>
    let choices: SettingChoices
    /// The programs that may have done something.
    let tokens: [APITokenRow]
}

extension Pages {
    /// Who did what, the latest first.
    func showAudit(_ visit: PageVisit) throws -> Answer {
        let query = AuditQuery(visit.query, visit.localize)
        let choices = try store.settingChoices(at: visit.now)
        let page = AuditPage(
            query: query,
            entries: try store.auditEntries(
                Pagination(after: query.after), query.filter(choices)),
            choices: choices, tokens: try store.apiTokens())
        return AuditView(page: page, visitor: visit.visitor)
            .answer(query.days.problems.isEmpty ? .ok : .unprocessableContent)
    }
}
