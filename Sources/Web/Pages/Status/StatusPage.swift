import CallRules
import HTTPTypes
import Store

/// How news travels through the gateway just now.
struct StatusPage {
    /// Nil while no browser has measured.
    let eyes: EyeTimes.Summary?
    /// When Phonet last told anything.
    let lastMessage: Instant?
    /// Notices on their way.
    let waitingNotices: Int
    let pushes: PushStatus
    /// How far the journal can be relied on.
    let coverage: Coverage
}

extension Pages {
    func showStatus(_ visit: PageVisit) throws -> Answer {
        let page = StatusPage(
            eyes: eyeTimes.summary,
            lastMessage: try store.lastReceived().filter(\.isTrusted).map(\.at).max(),
            waitingNotices: try store.waitingNotices(), pushes: try store.pushStatus(),
            coverage: try store.coverage())
        return StatusView(page: page, visitor: visit.visitor).answer()
    }
}
