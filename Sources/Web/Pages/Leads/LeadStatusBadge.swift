import CallRules
import Store

/// The name of a lead's status, with the colour and icon of its kind.
struct LeadStatusBadge {
    private let status: LeadStatus

    /// Nil when the lead's status is not among the choices.
    init?(_ lead: LeadDetails, _ choices: SettingChoices) {
        guard let status = choices.statuses.first(where: { $0.id == lead.statusID }) else {
            return nil
        }
        self.status = status
    }

    var html: HTML {
        switch status.kind {
        case .active: Badge(meaning: .alert, icon: .online, word: status.name).html
        case .won: Badge(meaning: .good, icon: .check, word: status.name).html
        case .lost: Badge(meaning: .bad, icon: .cross, word: status.name).html
        case .junk: Badge(meaning: .plain, icon: .trash, word: status.name).html
        }
    }
}
