import CallRules
import HTTPTypes
import Store

extension Pages {
    /// Replays the ticked messages and redirects to the page of the form with the result; all of the
    /// filter are replayed in the background, and the page shows how far it is.
    func replayMessages(_ visit: PageVisit) throws -> Answer {
        let query = WebhookLogQuery(visit.form, visit.localize)
        let marked = visit.form.all("id").compactMap { Int64($0) }
        if visit.form["scope"] == "one", let id = marked.first {
            guard try store.webhookMessage(id) != nil else { throw PageRefusal.missing }
            let counts = try intake.replayer.replay([id], by: visit.author())
            return .seeOther(PageRoute.webhookMessage(id).path(with: ReplayFlash(counts).values))
        }
        guard query.days.problems.isEmpty else { return .seeOther(query.path()) }
        if visit.form["scope"] == "all" {
            _ = intake.replays.begin(query.filter, by: try visit.author())
            return .seeOther(query.path())
        }
        let ids = Array(marked.prefix(ReplayBatch.size))
        var counts = ReplayCounts()
        if !ids.isEmpty { counts = try intake.replayer.replay(ids, by: visit.author()) }
        return .seeOther(query.path(told: ReplayFlash(counts).values))
    }
}

/// The result of a replay, shown at the top of the page.
struct ReplayFlash: Hashable {
    let messages: Int
    let news: Int
    let failed: Int
    let quarantined: Int

    init(_ counts: ReplayCounts) {
        (messages, news) = (counts.messages, counts.news)
        (failed, quarantined) = (counts.failed, counts.quarantined)
    }

    /// Reads the query string; nil: it has no result.
    init?(_ query: Form) {
        func count(_ name: String) -> Int { max(0, query[name].flatMap { Int($0) } ?? 0) }
        guard query["replayed"] != nil else { return nil }
        (messages, news) = (count("replayed"), count("news"))
        (failed, quarantined) = (count("failed"), count("strangers"))
    }

    var values: [(name: String, value: String)] {
        [
            ("replayed", "\(messages)"), ("news", "\(news)"), ("failed", "\(failed)"),
            ("strangers", "\(quarantined)"),
        ]
    }

    func line(_ localize: Localizer) -> String {
        guard messages > 0 else { return localize(WebhookLogStrings.noneReplayed) }
        var parts = [localize(WebhookLogStrings.replayed(localize(messages, .messages)))]
        parts.append(
            localize(news == 0 ? WebhookLogStrings.noNews : WebhookLogStrings.brought(news)))
        if failed > 0 { parts.append(localize(WebhookLogStrings.stillFailed(failed))) }
        if quarantined > 0 { parts.append(localize(WebhookLogStrings.stillUntrusted(quarantined))) }
        return parts.joined(separator: " ")
    }
}
