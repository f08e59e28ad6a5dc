import CallRules
import HTTPTypes
import Store

/// What a lead's card shows.
struct LeadPage {
    let lead: LeadRow
    /// The last fifty, the latest first.
    let calls: [CallRow]
    /// Why the call that made it did so: what the rules said, in their order.
    let reasons: [Sentence]
    let choices: SettingChoices
}

extension Pages {
    func showLead(_ id: Int64) -> PageAction.Run {
        { visit in
            guard let lead = try store.lead(Lead.ID(id)) else { throw PageRefusal.missing }
            var filter = CallFilter()
            filter.leadID = lead.id
            let made = try lead.callUUID.flatMap { try store.call(uuid: $0) }
            let page = LeadPage(
                lead: lead, calls: try store.calls(filter, PageRequest()).items,
                reasons: made.map(LeadPage.reasons) ?? [],
                choices: try store.settingChoices(at: visit.now))
            return LeadView(page: page, visitor: visit.visitor).answer()
        }
    }
}

extension LeadPage {
    fileprivate static func reasons(_ call: CallDetail) -> [Sentence] {
        call.decisions.filter { decision in
            switch decision.result {
            case .created, .assigned, .corrected: true
            case .linked, .reopened, .notified, .nothing: false
            }
        }.map(\.reason)
    }
}
