import CallRules
import HTTPTypes
import Store

/// The data of the page of personal data.
struct PrivacyPage {
    /// The largest number of purges and of erasures shown.
    static let most = 20

    var typed = ""
    var problem: LocalizedText?
    let retention: Retention
    /// The counts of rows the next purge would delete.
    let tonight: [PurgeCount]
    /// The latest first.
    let purges: [Purge]
    /// The latest first.
    let erasures: [Erasure]
}

extension Pages {
    func showPrivacy(_ visit: PageVisit) throws -> Answer {
        PrivacyView(page: try privacy(visit), visitor: visit.visitor).answer()
    }

    /// Starts an inquiry about a number. The number comes in a POST, so that it does not appear in
    /// access logs.
    func inquire(_ visit: PageVisit) throws -> Answer {
        let typed = visit.form["number"] ?? ""
        let outcome = try store.inquire(
            PhoneNumber(String(typed.prefix(60))), by: visit.author(), at: visit.now)
        switch outcome {
        case .saved(let id): return .seeOther(PageRoute.inquiry(id.value).path)
        case .invalid(let problems), .conflict(let problems):
            var page = try privacy(visit)
            page.typed = typed
            page.problem = problems.first?.message
            return PrivacyView(page: page, visitor: visit.visitor).answer(.unprocessableContent)
        case .missing, .stale: throw PageRefusal.missing
        }
    }

    private func privacy(_ visit: PageVisit) throws -> PrivacyPage {
        PrivacyPage(
            retention: store.settings.settings.retention,
            tonight: try store.purgePreview(at: visit.now),
            purges: try store.purges(limit: PrivacyPage.most),
            erasures: try store.erasures(Pagination(limit: PrivacyPage.most)).items)
    }
}
