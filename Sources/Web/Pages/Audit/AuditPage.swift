import CallRules
import Store

/// The data of the audit page.
struct AuditPage {
    let query: AuditQuery
    let entries: Page<AuditEntry>
    /// All employees, by name.
    let employees: [EmployeeRow]
    /// The API tokens, for the filter of authors.
    let tokens: [APITokenRow]
}

extension Pages {
    /// The audit, the latest entry first.
    func showAudit(_ visit: PageVisit) throws -> Answer {
        let query = AuditQuery(visit.query, visit.localize)
        let employees = try store.employees(at: visit.now)
        let page = AuditPage(
            query: query,
            entries: try store.auditEntries(
                Pagination(after: query.after), query.filter(employees)),
            employees: employees, tokens: try store.apiTokens())
        return AuditView(page: page, visitor: visit.visitor)
            .answer(query.days.problems.isEmpty ? .ok : .unprocessableContent)
    }
}
