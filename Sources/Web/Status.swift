import CallRules
import HTTPTypes
import JSONText
import Store

/// What monitoring asks: is it well, and how much has it done.
struct Status: Sendable {
    private let store: Store
    private let options: GatewayOptions
    private let check: HealthCheck

    init(store: Store, options: GatewayOptions) {
        self.store = store
        self.options = options
        check = HealthCheck(store)
    }

    /// 200, or 503 naming what is broken.
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
            ]),
            health.isWell ? .ok : .serviceUnavailable)
    }

    /// Prometheus text (exposition format 0.0.4); for this machine only.
    func metrics(for peer: String) -> Answer {
        guard IPAddress(peer)?.isLoopback == true else { return .notFound }
        let counts: StoreCounts
        do {
            counts = try store.counts()
        } catch {
            options.report("\(error)")
            return .unavailable
        }
        var text = ""
        func metric(_ name: String, _ kind: String, _ help: String, _ values: [(String, Int)]) {
            text += "# HELP \(name) \(help)\n# TYPE \(name) \(kind)\n"
            for (labels, value) in values { text += "\(name)\(labels) \(value)\n" }
        }
        metric(
            "phonet_gateway_webhook_messages", "gauge", "Webhook messages kept, by status.",
            MessageStatus.allCases.map {
                ("{status=\"\($0.rawValue)\"}", counts.messages[$0] ?? 0)
            })
        metric("phonet_gateway_calls", "gauge", "Calls kept.", [("", counts.calls)])
        metric("phonet_gateway_leads", "gauge", "Leads kept.", [("", counts.leads)])
        metric(
            "phonet_gateway_notices_waiting", "gauge", "Notices not yet delivered.",
            [("", counts.waitingNotices)])
        metric(
            "process_start_time_seconds", "gauge", "When the process started, in Unix seconds.",
            [("", Int(options.startedAt.milliseconds / 1000))])
        var answer = Answer.text(text)
        answer.fields[.contentType] = "text/plain; version=0.0.4; charset=utf-8"
        return answer
    }
}
