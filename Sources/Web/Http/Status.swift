import CallRules
import HTTPTypes
import JSONText
import Store

/// The request handlers for monitoring: `/healthz` and `/metrics`.
struct Status: Sendable {
    private let store: Store
    private let options: GatewayOptions
    private let check: HealthCheck
    private let answerTimes: AnswerTimes
    private let lookups: LookupBudget

    init(
        store: Store, options: GatewayOptions, check: HealthCheck, answerTimes: AnswerTimes,
        lookups: LookupBudget
    ) {
        self.store = store
        self.options = options
        self.check = check
        self.answerTimes = answerTimes
        self.lookups = lookups
    }

    /// 200 when the database can be read and written, else 503. `broken` lists what fails.
    func health(at now: Instant) -> Answer {
        let health = check.health(at: now)
        var broken: [JSON] = []
        if !health.canRead { broken.append(.string("the database cannot be read")) }
        if health.isWriterStuck {
            broken.append(.string("a write has been waiting too long"))
        } else if !health.canWrite {
            broken.append(.string("the database cannot be written"))
        }
        return .json(
            .object([
                ("status", .string(health.isWell ? "ok" : "broken")), ("broken", .list(broken)),
                ("settings_version", .integer(store.settings.version)),
                ("push", .string(push)), ("webhooks", .string(webhooks)),
            ]),
            health.isWell ? .ok : .serviceUnavailable)
    }

    /// `ok`; the code of the error with which push services refuse this gateway; or `unknown` when
    /// the database cannot be read. It does not change the status of `/healthz`, because telephony
    /// works without pushes.
    private var push: String {
        guard let failures = try? store.pushStatus().failures else { return "unknown" }
        return [DeliveryFailure.Code.tokenRefused, .keyRefused]
            .first { failures[$0] != nil }?.rawValue ?? "ok"
    }

    /// `ok`; the endpoints that failed for five days or are gone, and those that fail, by number; or
    /// `unknown` when the database cannot be read. It does not change the status of `/healthz`.
    private var webhooks: String {
        guard let backlogs = try? store.webhookBacklogs() else { return "unknown" }
        let troubled = backlogs.compactMap { backlog -> String? in
            switch backlog.state {
            case .on, .off(nil): nil
            case .failing: "endpoint \(backlog.endpoint.value) fails"
            case .off(.gone?): "endpoint \(backlog.endpoint.value) is off: it is gone"
            case .off(.failing?):
                "endpoint \(backlog.endpoint.value) is off: it failed for five days"
            }
        }
        return troubled.isEmpty ? "ok" : troubled.joined(separator: "; ")
    }

    /// Prometheus text (exposition format 0.0.4). 404 for requests from other machines, 503 when
    /// the database cannot be read.
    func metrics(for peer: String, at now: Instant) -> Answer {
        guard IPAddress(peer)?.isLoopback == true else { return .notFound }
        let counts: StoreCounts
        let pushes: PushStatus
        let ages: Ages
        let waiting: WaitingCases
        let backlogs: [WebhookBacklog]
        let telegram: TelegramStatus?
        let copies: RecordingCopyCounts?
        do {
            copies = try store.recordingCopies()
            telegram = try store.telegramStatus()
            backlogs = try store.webhookBacklogs()
            counts = try store.counts()
            pushes = try store.pushStatus()
            ages = try Ages(of: store, at: now)
            waiting = try store.waitingCases(at: now)
        } catch {
            options.report("\(error)")
            return .unavailable
        }
        var text = ""
        func metric(_ name: String, _ kind: String, _ help: String, _ values: [(String, Int)]) {
            text += "# HELP \(name) \(help)\n# TYPE \(name) \(kind)\n"
            for (labels, value) in values { text += "\(name)\(labels) \(value)\n" }
        }
        let load = store.writerLoad
        let footprint = store.footprint()
        metric(
            "phonet_gateway_webhook_messages", "gauge", "Webhook messages kept, by status.",
            WebhookMessageStatus.allCases.map {
                ("{status=\"\($0.rawValue)\"}", counts.messages[$0] ?? 0)
            })
        metric("phonet_gateway_calls", "gauge", "Calls kept.", [("", counts.calls)])
        metric("phonet_gateway_leads", "gauge", "Leads kept.", [("", counts.leads)])
        metric(
            "phonet_gateway_events", "gauge", "Events of the log kept.",
            [("", Int(counts.events.kept))])
        metric(
            "phonet_gateway_newest_event", "counter", "Number of the newest event.",
            [("", Int(counts.events.newest))])
        metric(
            "phonet_gateway_missed_waiting", "gauge", "Numbers whose missed calls wait.",
            [("", waiting.count)])
        metric(
            "phonet_gateway_longest_missed_seconds", "gauge",
            "Working time the first of them has waited, in seconds.",
            [("", waiting.longestSeconds)])
        metric(
            "phonet_gateway_notices_waiting", "gauge", "Notices not yet delivered.",
            [("", counts.waitingNotices)])
        metric(
            "phonet_gateway_oldest_notice_seconds", "gauge",
            "Seconds since the oldest of them became due.", [("", ages.notice)])
        metric(
            "phonet_gateway_push_browsers", "gauge", "Browsers that get pushes.",
            [("", pushes.subscriptions)])
        metric(
            "phonet_gateway_pushes_under_way", "gauge", "Pushes that wait or are being sent.",
            [("", pushes.underWay)])
        metric(
            "phonet_gateway_push_failures", "gauge",
            "Browsers that the last push did not reach, by cause.",
            pushes.failures.map { ("{cause=\"\($0.key.rawValue)\"}", $0.value) }
                .sorted { $0.0 < $1.0 })
        if let telegram {
            metric(
                "phonet_gateway_telegram_chats", "gauge", "Employees linked with Telegram.",
                [("", telegram.chats)])
            metric(
                "phonet_gateway_telegram_waiting", "gauge",
                "Messages to Telegram that wait or are being sent.", [("", telegram.waiting)])
            metric(
                "phonet_gateway_oldest_telegram_seconds", "gauge",
                "Seconds since the oldest of them was made.",
                [("", telegram.oldest.map { now.seconds(since: $0) } ?? 0)])
            metric(
                "phonet_gateway_telegram_works", "gauge",
                "1: Telegram answered the last question; 0: it did not.",
                [("", telegram.bot.failure == nil ? 1 : 0)])
        }
        metric(
            "phonet_gateway_webhooks_waiting", "gauge",
            "Events that wait for a webhook endpoint or are being sent.",
            backlogs.map { ("{endpoint=\"\($0.endpoint.value)\"}", $0.waiting) })
        metric(
            "phonet_gateway_oldest_webhook_seconds", "gauge",
            "Seconds since the oldest of them was queued.",
            backlogs.map { backlog in
                (
                    "{endpoint=\"\(backlog.endpoint.value)\"}",
                    backlog.oldest.map { max(0, now.seconds(since: $0)) } ?? 0
                )
            })
        metric(
            "phonet_gateway_webhook_endpoint_up", "gauge",
            "1: the endpoint is on, and the last attempt was delivered; 0: it fails or is off.",
            backlogs.map { ("{endpoint=\"\($0.endpoint.value)\"}", $0.state == .on ? 1 : 0) })
        if let copies {
            metric(
                "phonet_gateway_recording_copies", "gauge", "Copies of recordings, by state.",
                [
                    ("{state=\"kept\"}", copies.kept), ("{state=\"waiting\"}", copies.waiting),
                    ("{state=\"given_up\"}", copies.givenUp),
                ])
            metric(
                "phonet_gateway_recording_copy_bytes", "gauge", "Room that the copies take.",
                [("", Int(copies.bytes))])
        }
        metric(
            "phonet_gateway_writes_waiting", "gauge", "Writes that wait or are being made.",
            [("", load.waiting)])
        metric(
            "phonet_gateway_longest_transaction_milliseconds", "gauge",
            "The longest transaction since the start.", [("", load.longestMilliseconds)])
        metric(
            "phonet_gateway_database_bytes", "gauge", "Size of the database and of its WAL.",
            [
                ("{file=\"database\"}", Int(footprint.database)),
                ("{file=\"wal\"}", Int(footprint.wal)),
            ])
        metric(
            "phonet_gateway_untrusted_lookups_total", "counter",
            "Lookups from untrusted sources, answered as if nobody were known.",
            [("", lookups.counts.untrustedSources)])
        text += answerTimes.metrics
        metric(
            "phonet_gateway_last_backup_timestamp_seconds", "gauge",
            "When the database was last copied, in Unix seconds; 0: never.", [("", ages.backup)])
        metric(
            "phonet_gateway_last_reconciliation_timestamp_seconds", "gauge",
            "Until when the call log was last reconciled with Phonet's history; 0: never.",
            [("", ages.reconciliationRun)])
        metric("phonet_gateway_workers", "gauge", "Threads that answer.", [("", options.workers)])
        metric(
            "phonet_gateway_info", "gauge", "What runs here.",
            [
                (
                    """
                    {version="\(options.version)",schema="\(Store.schema)",\
                    sqlite="\(Store.libraryVersion)"}
                    """, 1
                )
            ])
        metric(
            "process_start_time_seconds", "gauge", "When the process started, in Unix seconds.",
            [("", Int(options.startedAt.milliseconds / 1000))])
        var answer = Answer.text(text)
        answer.fields[.contentType] = "text/plain; version=0.0.4; charset=utf-8"
        return answer
    }
}

/// How old the oldest notice is, and when the last backup and the last reconciliation were.
private struct Ages {
    /// Seconds since the oldest unsent notice became due; 0 when none waits.
    let notice: Int
    /// The time of the last backup in Unix seconds; 0: never.
    let backup: Int
    /// The time up to which the call log was last reconciled, in Unix seconds; 0: never.
    let reconciliationRun: Int

    init(of store: Store, at now: Instant) throws(StoreError) {
        notice = try store.outbox(at: now).oldest.map { max(0, now.seconds(since: $0)) } ?? 0
        backup = Ages.seconds(try store.lastBackup()?.at)
        reconciliationRun = Ages.seconds(try store.comparedUntil(atLeast: 0))
    }

    private static func seconds(_ moment: Instant?) -> Int {
        moment.map { Int($0.milliseconds / 1000) } ?? 0
    }
}
