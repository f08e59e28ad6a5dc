import CallRules
import Store

/// What the audit shows.
struct AuditPage {
    let entries: Page<AuditEntry>
    /// The page before this one was the newest.
    let isFirst: Bool
    let choices: SettingChoices
}

extension Pages {
    /// Who did what, the latest first.
    func showAudit(_ visit: PageVisit) throws -> Answer {
        let after = visit.query["after"].flatMap(Cursor.init)
        let page = AuditPage(
            entries: try store.auditEntries(PageRequest(after: after)), isFirst: after == nil,
            choices: try store.settingChoices(at: visit.now))
        return AuditView(page: page, visitor: visit.visitor).answer()
    }
}
