import CallRules
import HTTPTypes
import Store

/// How the gateway is just now, as plain values.
struct StatusPage {
    /// How far the journal can be relied on.
    let coverage: Coverage
    let isModuleEnabled: Bool
    let health: StoreHealth
    /// The last of each kind that came from where it is trusted.
    let received: [LastReceived]
    let check: ConnectionCheck?
    /// How long answers took since the start; what was not asked is not there.
    let answers: [AnswerTimes.Kind: AnswerTimes.Summary]
    let load: WriterLoad
    let outbox: Outbox
    let pushes: PushStatus
    /// Nil while no browser has measured.
    let eyes: DisplayLatency.Summary?
    let recordingError: (at: Instant, RecordingError)?
    let footprint: DiskUsage
    let backup: Backup?
    /// Messages in quarantine.
    let quarantined: Int
    /// Messages of the last 24 hours that could not be read.
    let failed: Int
    /// Extensions seen in calls that nobody has.
    let unowned: Int
    let version: String
    let startedAt: Instant
}

extension Pages {
    func showStatus(_ visit: PageVisit) throws -> Answer {
        var answers: [AnswerTimes.Kind: AnswerTimes.Summary] = [:]
        for kind in AnswerTimes.Kind.allCases { answers[kind] = answerTimes.summary(kind) }
        let page = StatusPage(
            coverage: try store.coverage(),
            isModuleEnabled: store.settings.settings.moduleEnabled,
            health: health.health(at: visit.now),
            received: try store.lastReceived().filter(\.isTrusted),
            check: try store.connectionCheck(), answers: answers, load: store.writerLoad,
            outbox: try store.outbox(at: visit.now), pushes: try store.pushStatus(),
            eyes: eyeTimes.summary, recordingError: try store.lastRecordingError(),
            footprint: store.footprint(), backup: try store.lastBackup(),
            quarantined: try store.quarantinedMessages(),
            failed: try store.failedMessages(at: visit.now),
            unowned: try store.unownedExtensions().count, version: options.version,
            startedAt: options.startedAt)
        return StatusView(page: page, visitor: visit.visitor).answer()
    }
}
