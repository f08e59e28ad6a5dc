import CallRules
import Store

/// The chain from Phonet to the eye, link by link: what works, what does not, what to do about it.
struct StatusChain {
    let page: StatusPage
    let say: Voice

    private typealias Words = StatusWords

    var links: [StatusLink] {
        [module, account] + LastReceived.Kind.allCases.map(message)
            + [failures, quarantine, extensions, answers(.event), answers(.lookup), writer]
            + [notices, pushes, eyes, recordings, answers(.page), database, backup]
    }

    private var module: StatusLink {
        StatusLink(
            name: Words.module, state: page.isModuleEnabled ? .works : .warns,
            figure: "\(say(page.isModuleEnabled ? Words.on : Words.off))",
            advice: page.isModuleEnabled
                ? nil : StatusLink.Advice(sentence: Words.moduleAdvice, route: .settings))
    }

    private var account: StatusLink {
        func link(_ state: StatusLink.State, _ figure: HTML, _ advice: Sentence?) -> StatusLink {
            StatusLink(
                name: Words.account, state: state, figure: figure,
                advice: advice.map { StatusLink.Advice(sentence: $0, route: .settings) })
        }
        guard page.coverage.isConnected else {
            return link(.notSetUp, "\(say(Words.noAccount))", Words.accountAdvice)
        }
        guard let check = page.check, !check.isOutdated else {
            return link(.warns, "\(say(Words.notChecked))", Words.checkAdvice)
        }
        switch check.finding {
        case .users(let count, _):
            return link(.works, "\(say(count, .users)), \(say.time(check.at))", nil)
        case .failed(let cause): return link(.broken, "\(say.time(check.at))", cause)
        }
    }

    /// Four hours of work without news of calls are odd; without questions for numbers they are not,
    /// when there are no incoming calls.
    private func message(_ kind: LastReceived.Kind) -> StatusLink {
        let name = Words.received(kind)
        guard let last = page.received.first(where: { $0.kind == kind }) else {
            return StatusLink(
                name: name, state: .notSetUp, figure: "\(say(Words.never))",
                advice: StatusLink.Advice(sentence: Words.addressAdvice, route: .settings))
        }
        let silence = WorkingTime(zone: say.zone).seconds(from: last.at, to: say.now)
        let age = say.span(seconds: say.now.seconds(since: last.at))
        let isSilent = silence > 4 * 3600
        return StatusLink(
            name: name, state: isSilent ? .warns : .works,
            figure: """
                \(say.time(last.at)) <small>(\(age)\(isSilent ? ", \(say(Words.ofWork(say.span(seconds: silence))))" : ""))</small>
                """,
            advice: isSilent ? StatusLink.Advice(sentence: Words.silenceAdvice) : nil)
    }

    /// What should be none.
    private func none(
        _ name: Sentence, _ count: Int, _ figure: String, _ advice: Sentence, _ route: PageRoute
    ) -> StatusLink {
        StatusLink(
            name: name, state: count == 0 ? .works : .warns, figure: "\(figure)",
            advice: count == 0 ? nil : StatusLink.Advice(sentence: advice, route: route))
    }

    private var failures: StatusLink {
        none(
            Words.failures, page.failed, say(Words.inADay(page.failed)), Words.failuresAdvice,
            .messages)
    }

    private var quarantine: StatusLink {
        none(
            MessagesWords.quarantine, page.quarantined, say(page.quarantined, .messages),
            Words.quarantineAdvice, .quarantine)
    }

    private var extensions: StatusLink {
        none(
            Words.extensions, page.unowned, "\(page.unowned)", Words.extensionsAdvice, .employees)
    }

    /// What Phonet waits for is judged by the slowest of a hundred, what people wait for by the
    /// slowest of twenty.
    private func answers(_ kind: AnswerTimes.Kind) -> StatusLink {
        let name = Words.answers(kind)
        guard let times = page.answers[kind] else {
            return StatusLink(name: name, state: .notSetUp, figure: "\(say(Words.notMeasured))")
        }
        let (slow, tooSlow): (Bool, Bool) =
            kind == .page
            ? (times.p95 > .milliseconds(500), times.p95 > .seconds(3))
            : (times.p99 > .milliseconds(100), times.p99 > .seconds(1))
        return StatusLink(
            name: name, state: tooSlow ? .broken : slow ? .warns : .works,
            figure: """
                <span>\(say(Words.percentiles(time(times.median), time(times.p95), time(times.p99))))</span> \
                <small>(\(say(times.count, .answers)))</small>
                """,
            advice: slow ? StatusLink.Advice(sentence: Words.slowAdvice) : nil)
    }

    private var writer: StatusLink {
        let isWell = page.health.isWell
        let load = page.load
        let isBusy = load.waiting > 64 || load.longestMilliseconds > 1000
        let longest = time(.milliseconds(load.longestMilliseconds))
        return StatusLink(
            name: Words.writer, state: !isWell ? .broken : isBusy ? .warns : .works,
            figure: "\(say(Words.load(load.waiting, longest: longest)))",
            advice: !isWell
                ? StatusLink.Advice(sentence: Words.brokenWriterAdvice)
                : isBusy ? StatusLink.Advice(sentence: Words.slowAdvice) : nil)
    }

    private var notices: StatusLink {
        let age = page.outbox.oldest.map { say.now.seconds(since: $0) } ?? 0
        let figure = say(Words.waiting(page.outbox.notices))
        return StatusLink(
            name: Words.notices, state: age > 300 ? .broken : .works,
            figure: age > 0
                ? "\(figure), \(say(Words.oldest(say.span(seconds: age))))" : "\(figure)",
            advice: age > 300 ? StatusLink.Advice(sentence: Words.noticesAdvice) : nil)
    }

    private var pushes: StatusLink {
        let (status, failed) = (page.pushes, page.outbox.failed)
        guard status.subscriptions > 0 else {
            return StatusLink(
                name: Words.pushes, state: .notSetUp, figure: "\(say(Words.noBrowsers))",
                advice: StatusLink.Advice(sentence: Words.browsersAdvice, route: .me))
        }
        let broken = status.troubles.values.reduce(0, +)
        return StatusLink(
            name: Words.pushes,
            state: broken == status.subscriptions
                ? .broken : broken > 0 || failed > 0 ? .warns : .works,
            figure: """
                \(say(Words.browsers(status.subscriptions, broken: broken))); \
                \(say(Words.pushes(underWay: status.underWay, failed: failed)))
                """,
            advice: broken > 0 || failed > 0
                ? StatusLink.Advice(sentence: Words.pushesAdvice, route: .employees) : nil)
    }

    private var eyes: StatusLink {
        guard let eyes = page.eyes else {
            return StatusLink(
                name: Words.eyes, state: .notSetUp, figure: "\(say(Words.notMeasured))")
        }
        let (median, slowest) = (seconds(eyes.median), seconds(eyes.slowest))
        return StatusLink(
            name: Words.eyes, state: eyes.slowest > 5000 ? .warns : .works,
            figure: """
                <b class="figures">\(median)</b> \
                <span class="muted">\(say(Words.slowest(slowest, of: eyes.count)))</span>
                """,
            advice: eyes.slowest > 5000 ? StatusLink.Advice(sentence: Words.slowAdvice) : nil)
    }

    private var recordings: StatusLink {
        guard let (at, trouble) = page.recordingTrouble, say.now.seconds(since: at) < 86_400 else {
            return StatusLink(
                name: Words.recordings, state: .works, figure: "\(say(Words.noTrouble))")
        }
        return StatusLink(
            name: Words.recordings, state: .warns,
            figure: "\(say(Words.failedLast)) \(say.time(at))",
            advice: StatusLink.Advice(sentence: trouble.sentence))
    }

    private var database: StatusLink {
        let room = page.footprint
        let isFull = room.free.map { $0 < 100_000_000 } ?? false
        let isTight = room.free.map { $0 < 1_000_000_000 || $0 < room.database } ?? false
        let isLong = room.journal > 64_000_000
        var figure = say(Words.size(bytes(room.database), journal: bytes(room.journal)))
        if let free = room.free { figure += ", " + say(Words.free(bytes(free))) }
        return StatusLink(
            name: Words.database, state: isFull ? .broken : isTight || isLong ? .warns : .works,
            figure: "\(figure)",
            advice: isFull || isTight
                ? StatusLink.Advice(sentence: Words.roomAdvice)
                : isLong ? StatusLink.Advice(sentence: Words.journalAdvice) : nil)
    }

    private var backup: StatusLink {
        let advice = StatusLink.Advice(
            sentence: Words.backupAdvice,
            command: "phonet-gateway backup /backup/gateway-$(date +%F).sqlite --database …")
        guard let last = page.backup else {
            return StatusLink(
                name: Words.backup, state: .notSetUp, figure: "\(say(Words.never))", advice: advice)
        }
        let age = say.now.seconds(since: last.at)
        return StatusLink(
            name: Words.backup, state: age > 2 * 86_400 ? .warns : .works,
            figure: """
                \(say.time(last.at)) <small>(\(say.span(seconds: age)); \(bytes(last.bytes)), \
                \(say(last.seconds, .seconds)))</small>
                """,
            advice: age > 2 * 86_400 ? advice : nil)
    }

    /// `0,4 мс`, `12 мс`, `1,2 с`
    private func time(_ duration: Duration) -> String {
        let milliseconds = duration / .milliseconds(1)
        if milliseconds >= 1000 { return seconds(Int(milliseconds)) }
        let shown = milliseconds >= 10 ? "\(Int(milliseconds))" : decimal(milliseconds)
        return "\(shown) \(say(Words.millisecond))"
    }

    /// `0,4 с`
    private func seconds(_ milliseconds: Int) -> String {
        "\(decimal(Double(milliseconds) / 1000)) \(say(Words.second))"
    }

    /// `640 КБ`, `1,2 ГБ`
    private func bytes(_ count: Int64) -> String {
        for (unit, size) in Words.units where Double(count) >= size {
            return "\(decimal(Double(count) / size)) \(say(unit))"
        }
        return "\(count / 1000) \(say(Words.kilobyte))"
    }

    private func decimal(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return "\(tenths / 10)\(say(Words.point))\(tenths % 10)"
    }
}
