import CallRules
import HTTPTypes
import Store

/// Data of the page of one call.
struct CallPage {
    let detail: CallDetail
    /// Whether the visitor may listen to the recording.
    let mayListen: Bool
    /// By position.
    let categories: [CallCategory]
    /// The entry of the ignore list that its number falls under now; nil: none.
    let ignored: IgnoredNumber?
    /// What was sent and not saved; nil: nothing.
    let sentNote: SentCallNote?
    /// Its webhook messages; empty unless the visitor is an administrator.
    let messages: [CallMessage]
}

extension Pages {
    /// The page of one call, by the uuid of any of its legs.
    func showCall(_ uuid: String) -> PageAction.Run {
        { visit in try callPage(uuid, nil, visit).answer() }
    }

    func callPage(
        _ uuid: String, _ sentNote: SentCallNote?, _ visit: PageVisit
    ) throws -> CallView {
        let viewer = try visit.viewer()
        guard let detail = try store.call(uuid: uuid, seenBy: viewer) else {
            throw PageRefusal.missing
        }
        let page = CallPage(
            detail: detail,
            mayListen: viewer.mayListen(tookPart: detail.tookPart),
            categories: try store.callCategories(),
            ignored: store.ignoredEntry(of: detail.call.number.e164), sentNote: sentNote,
            messages: visit.visitor.isAdmin ? try store.messages(ofCall: detail.call.uuid) : [])
        return CallView(page: page, visitor: visit.visitor)
    }
}
