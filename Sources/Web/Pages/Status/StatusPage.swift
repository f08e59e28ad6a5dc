import CallRules
import HTTPTypes
import Store

/// The state of the gateway at one moment, as plain values.
struct StatusPage {
    /// The period for which the call log is complete.
    let coverage: Coverage
    let isModuleEnabled: Bool
    /// The company's working hours.
    let hours: WorkingClock
    let health: StoreHealth
    /// The last message of each kind from a trusted source.
    let received: [LastReceived]
    let check: ConnectionCheck?
    /// Response times since the start. A kind without requests is missing.
    let answers: [AnswerTimes.Kind: AnswerTimes.Summary]
    let load: WriterLoad
    let outbox: Outbox
    let webhooks: [WebhookBacklog]
    let pushes: PushStatus
    /// Nil: the settings have no Telegram bot.
    let telegram: TelegramStatus?
    /// The latency from Phonet to the screen; nil until a browser has reported one.
    let eyes: DisplayLatency.Summary?
    let recordingError: (at: Instant, RecordingError)?
    /// Nil: the settings keep no copies, and there is none.
    let recordingCopies: RecordingCopyCounts?
    let footprint: DiskUsage
    let backup: Backup?
    let events: EventSpan
    /// Who read the feed of events last; nil: nobody did.
    let feedReader: FeedReader?
    /// The number of messages in quarantine.
    let quarantined: Int
    let release: QuarantineRelease.Progress
    /// The number of unreadable messages of the last 24 hours.
    let failed: Int
    /// Requests to webhook addresses that do not exist, the latest first.
    let nearMisses: [NearMisses.NearMiss]
    /// The number of extensions in calls that no employee has.
    let unowned: Int
    /// Nil: the clock is not in doubt.
    let clockHold: ClockHold?
    /// The lists of employees in the settings that reach nobody.
    let idleLists: [SettingKey]
    /// The pages' own address; nil: it has no host of its own, and the CRM's pages share the gateway's.
    let pages: WebOrigin?
    /// Addresses of the CRM whose pages cannot show the widget: they are another site than the pages.
    let foreignCRMs: [WebOrigin]
    /// The trusted networks that are too wide to be saved again.
    let wideNetworks: [String]
    let version: String
    let startedAt: Instant
}

extension Pages {
    func showStatus(_ visit: PageVisit) throws -> Answer {
        var answers: [AnswerTimes.Kind: AnswerTimes.Summary] = [:]
        for kind in AnswerTimes.Kind.allCases { answers[kind] = answerTimes.summary(kind) }
        let choices = try store.settingChoices(at: visit.now)
        let page = StatusPage(
            coverage: try store.coverage(),
            isModuleEnabled: store.settings.settings.moduleEnabled,
            hours: store.settings.clocks.company,
            health: health.health(at: visit.now),
            received: try store.lastReceived().filter {
                $0.isTrusted && !$0.at.isInTheFuture(at: visit.now)
            },
            check: try store.connectionCheck(), answers: answers, load: store.writerLoad,
            outbox: try store.outbox(at: visit.now), webhooks: try store.webhookBacklogs(),
            pushes: try store.pushStatus(), telegram: try store.telegramStatus(),
            eyes: displayLatency.summary, recordingError: try store.lastRecordingError(),
            recordingCopies: try store.recordingCopies(), footprint: store.footprint(),
            backup: try store.lastBackup(),
            events: try store.eventSpan(), feedReader: try store.readersOfFeed().first,
            quarantined: try store.quarantinedMessages(), release: intake.release.progress,
            failed: try store.failedMessages(at: visit.now), nearMisses: nearMisses.all,
            unowned: try store.unownedExtensions().count,
            clockHold: try store.clockHold(at: visit.now),
            idleLists: EmployeeLists.idle(
                in: store.settings.settings, active: choices.activeEmployees),
            pages: options.pagesURL.flatMap(WebOrigin.init), foreignCRMs: foreignCRMs,
            wideNetworks: store.settings.settings.webhookAllowedNetworks.filter {
                Network($0)?.isTooWideToTrust ?? false
            },
            version: options.version,
            startedAt: options.startedAt)
        return StatusView(page: page, visitor: visit.visitor).answer()
    }

    /// Browsers send no cookie of the pages to a frame in a page of another site.
    private var foreignCRMs: [WebOrigin] {
        guard let pages = (options.pagesURL ?? options.publicURL).flatMap(WebOrigin.init) else {
            return []
        }
        let named = store.settings.settings.crmOrigins.compactMap(WebOrigin.init)
        let crm = options.pagesURL == nil ? nil : options.publicURL.flatMap(WebOrigin.init)
        return (named + [crm].compactMap(\.self)).filter { !$0.isSameSite(as: pages) }
    }
}
