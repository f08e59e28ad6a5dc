import CallRules
import Store

/// The links from Phonet to the screen, each with its state and advice.
struct StatusChain {
    let page: StatusPage
    let localize: Localizer

    private typealias Strings = StatusStrings

    var links: [StatusLink] {
        [module, account] + LastReceived.Kind.allCases.map(message)
            + [
                misspelt, failures, quarantine, networks, extensions, lists, answers(.event),
                answers(.lookup), writer,
            ]
            + [
                notices, webhooks,
            ] + [widget].compactMap(\.self) + [
                pushes, telegram, eyes, recordings, answers(.page), events,
                database, backup,
            ]
    }

    /// The connections to something outside, which the summary names.
    var connections: [StatusLink] { [account, webhooks, pushes, telegram] }

    /// The link to the CRM.
    private var webhooks: StatusLink {
        var (state, advice): (StatusLink.State, LocalizedText?) = (.works, nil)
        for backlog in page.webhooks {
            switch backlog.state {
            case .on, .off(nil): break
            case .failing: if state == .works { (state, advice) = (.warns, Strings.webhooksFail) }
            case .off(.gone?), .off(.failing?): (state, advice) = (.broken, Strings.webhooksStopped)
            }
        }
        let waiting = page.webhooks.map(\.waiting).reduce(0, +)
        return StatusLink(
            name: Strings.webhooks, state: page.webhooks.isEmpty ? .notSetUp : state,
            figure: page.webhooks.isEmpty
                ? "\(localize(CRMStrings.none))"
                : "\(localize(Strings.waitForCRM)): \(localize(waiting, .messages))",
            advice: advice.map { StatusLink.Advice(sentence: $0, route: .crm) })
    }

    private var module: StatusLink {
        StatusLink(
            name: Strings.module, state: page.isModuleEnabled ? .works : .warns,
            figure: "\(localize(page.isModuleEnabled ? Strings.on : Strings.off))",
            advice: page.isModuleEnabled
                ? nil
                : StatusLink.Advice(sentence: Strings.moduleAdvice, route: .settings(.security)))
    }

    private var account: StatusLink {
        func link(_ state: StatusLink.State, _ figure: HTML, _ advice: LocalizedText?) -> StatusLink
        {
            StatusLink(
                name: Strings.account, state: state, figure: figure,
                advice: advice.map {
                    StatusLink.Advice(sentence: $0, route: .settings(.connection))
                })
        }
        guard page.coverage.isConnected else {
            return link(.notSetUp, "\(localize(Strings.noAccount))", Strings.accountAdvice)
        }
        guard let check = page.check, !check.isOutdated else {
            return link(.warns, "\(localize(Strings.notChecked))", Strings.checkAdvice)
        }
        switch check.finding {
        case .users(let count, _):
            return link(.works, "\(localize(count, .users)), \(localize.time(check.at))", nil)
        case .failed(let cause): return link(.broken, "\(localize.time(check.at))", cause.sentence)
        }
    }

    /// The link of one kind of webhook. Warns after four hours of working time without a message.
    private func message(_ kind: LastReceived.Kind) -> StatusLink {
        let name = Strings.received(kind)
        guard let last = page.received.first(where: { $0.kind == kind }) else {
            return StatusLink(
                name: name, state: .notSetUp, figure: "\(localize(Strings.never))",
                advice: StatusLink.Advice(
                    sentence: Strings.addressAdvice, route: .settings(.connection)))
        }
        // A company that never says when it works is taken to do so on weekdays.
        let silence =
            page.hours.isAlways
            ? WorkingTime(clock: localize.companyClock).seconds(from: last.at, to: localize.now)
            : page.hours.seconds(from: last.at, to: localize.now)
        let age = localize.span(seconds: localize.now.seconds(since: last.at))
        let isSilent = silence > 4 * 3600
        return StatusLink(
            name: name, state: isSilent ? .warns : .works,
            figure: """
                \(localize.time(last.at)) <small>(\(age)\(isSilent ? ", \(localize(Strings.ofWork(localize.span(seconds: silence))))" : ""))</small>
                """,
            advice: isSilent ? StatusLink.Advice(sentence: Strings.silenceAdvice) : nil)
    }

    /// A link that works when its count is 0 and warns otherwise.
    private func none(
        _ name: LocalizedText, _ count: Int, _ figure: String, _ advice: LocalizedText,
        _ route: PageRoute
    ) -> StatusLink {
        StatusLink(
            name: name, state: count == 0 ? .works : .warns, figure: "\(figure)",
            advice: count == 0 ? nil : StatusLink.Advice(sentence: advice, route: route))
    }

    /// Messages to addresses that do not exist.
    private var misspelt: StatusLink {
        guard !page.nearMisses.isEmpty else {
            return StatusLink(
                name: Strings.misspelt, state: .works, figure: "\(localize(Strings.never))")
        }
        let lines = page.nearMisses.map { miss in
            """
            <span><code>\(miss.path)</code> – \(miss.count), \(localize(Strings.lastTime)) \
            \(localize.time(miss.lastAt)) \(localize(ConnectionStrings.from)) \(miss.lastPeer)</span><br>
            """ as HTML
        }
        return StatusLink(
            name: Strings.misspelt, state: .warns, figure: "\(lines)",
            advice: StatusLink.Advice(
                sentence: Strings.misspeltAdvice, route: .settings(.connection)))
    }

    private var failures: StatusLink {
        none(
            Strings.failures, page.failed, localize(Strings.inADay(page.failed)),
            Strings.failuresAdvice,
            .webhookLog)
    }

    private var quarantine: StatusLink {
        let release = page.release
        if release.waiting > 0 {
            return StatusLink(
                name: WebhookLogStrings.quarantine, state: .warns,
                figure: "\(localize(Strings.released(release.done, waiting: release.waiting)))",
                advice: nil)
        }
        return none(
            WebhookLogStrings.quarantine, page.quarantined, localize(page.quarantined, .messages),
            Strings.quarantineAdvice, .quarantine)
    }

    /// Whether the CRM's pages can show the widget. Nil: they share the gateway's address.
    private var widget: StatusLink? {
        guard page.pages != nil || !page.foreignCRMs.isEmpty else { return nil }
        let foreign = page.foreignCRMs
        return StatusLink(
            name: Strings.widget, state: foreign.isEmpty ? .works : .warns,
            figure: foreign.isEmpty
                ? "\(localize(Strings.widgetFits))"
                : "\(foreign.map(\.text).joined(separator: ", "))",
            advice: foreign.isEmpty
                ? nil
                : StatusLink.Advice(sentence: Strings.widgetAdvice, route: .settings(.security)))
    }

    /// Networks that an earlier version let be saved.
    private var networks: StatusLink {
        let wide = page.wideNetworks
        return StatusLink(
            name: Strings.networks, state: wide.isEmpty ? .works : .warns,
            figure: wide.isEmpty
                ? "\(localize(Strings.networksFit))" : "\(wide.joined(separator: ", "))",
            advice: wide.isEmpty
                ? nil
                : StatusLink.Advice(sentence: Strings.networksAdvice, route: .settings(.security)))
    }

    private var extensions: StatusLink {
        none(
            Strings.extensions, page.unowned, "\(page.unowned)", Strings.extensionsAdvice,
            .employees)
    }

    private var lists: StatusLink {
        guard !page.idleLists.isEmpty else {
            return StatusLink(
                name: Strings.lists, state: .works, figure: "\(localize(Strings.listsReach))")
        }
        let labels = page.idleLists.map { key in
            "\(localize(SettingStrings.of(key.rawValue).label)): \(localize(EmployeeLists.warning(key)))"
        }
        return StatusLink(
            name: Strings.lists, state: .warns, figure: "\(labels.joined(separator: "; "))",
            advice: StatusLink.Advice(
                sentence: Strings.listsAdvice,
                route: .settings(page.idleLists.first.map(SettingTopic.of) ?? .notifications)))
    }

    /// Responses to Phonet are judged by the 99th percentile, pages by the 95th.
    private func answers(_ kind: AnswerTimes.Kind) -> StatusLink {
        let name = Strings.answers(kind)
        guard let times = page.answers[kind] else {
            return StatusLink(
                name: name, state: .notSetUp, figure: "\(localize(Strings.notMeasured))")
        }
        let (slow, tooSlow): (Bool, Bool) =
            kind == .page
            ? (times.p95 > .milliseconds(500), times.p95 > .seconds(3))
            : (times.p99 > .milliseconds(100), times.p99 > .seconds(1))
        return StatusLink(
            name: name, state: tooSlow ? .broken : slow ? .warns : .works,
            figure: """
                <span>\(localize(Strings.percentiles(time(times.median), time(times.p95), time(times.p99))))</span> \
                <small>(\(localize(times.count, .answers)))</small>
                """,
            advice: slow ? StatusLink.Advice(sentence: Strings.slowAdvice) : nil)
    }

    private var writer: StatusLink {
        let isWell = page.health.isWell
        let load = page.load
        let isBusy = load.waiting > 64 || load.longestMilliseconds > 1000
        let longest = time(.milliseconds(load.longestMilliseconds))
        return StatusLink(
            name: Strings.writer, state: !isWell ? .broken : isBusy ? .warns : .works,
            figure: "\(localize(Strings.load(load.waiting, longest: longest)))",
            advice: !isWell
                ? StatusLink.Advice(sentence: Strings.brokenWriterAdvice)
                : isBusy ? StatusLink.Advice(sentence: Strings.slowAdvice) : nil)
    }

    private var notices: StatusLink {
        let age = page.outbox.oldest.map { localize.now.seconds(since: $0) } ?? 0
        let figure = localize(Strings.waiting(page.outbox.notices))
        return StatusLink(
            name: CommonStrings.notices, state: age > 300 ? .broken : .works,
            figure: age > 0
                ? "\(figure), \(localize(Strings.oldest(localize.span(seconds: age))))"
                : "\(figure)",
            advice: age > 300 ? StatusLink.Advice(sentence: Strings.noticesAdvice) : nil)
    }

    private var pushes: StatusLink {
        let (status, failed) = (page.pushes, page.outbox.failed)
        guard status.subscriptions > 0 else {
            return StatusLink(
                name: Strings.pushes, state: .notSetUp, figure: "\(localize(Strings.noBrowsers))",
                advice: StatusLink.Advice(sentence: Strings.browsersAdvice, route: .me))
        }
        let broken = status.failures.values.reduce(0, +)
        return StatusLink(
            name: Strings.pushes,
            state: broken == status.subscriptions
                ? .broken : broken > 0 || failed > 0 ? .warns : .works,
            figure: """
                \(localize(Strings.browsers(status.subscriptions, broken: broken))); \
                \(localize(Strings.pushes(underWay: status.underWay, failed: failed)))
                """,
            advice: broken > 0 || failed > 0
                ? StatusLink.Advice(sentence: Strings.pushesAdvice, route: .employees) : nil)
    }

    private var telegram: StatusLink {
        guard let status = page.telegram else {
            return StatusLink(
                name: CommonStrings.telegram, state: .notSetUp,
                figure: "\(localize(Strings.noBot))")
        }
        let failure = status.bot.failure
        return StatusLink(
            name: CommonStrings.telegram, state: failure == nil ? .works : .broken,
            figure: """
                \(status.bot.name.map { "@\($0); " } ?? "")\
                \(localize(Strings.telegram(chats: status.chats, waiting: status.waiting)))
                """,
            advice: failure.map {
                StatusLink.Advice(
                    sentence: TelegramPageStrings.failure($0), route: .settings(.telegram))
            })
    }

    private var eyes: StatusLink {
        guard let eyes = page.eyes else {
            return StatusLink(
                name: Strings.eyes, state: .notSetUp, figure: "\(localize(Strings.notMeasured))")
        }
        let (median, slowest) = (seconds(eyes.median), seconds(eyes.slowest))
        return StatusLink(
            name: Strings.eyes, state: eyes.slowest > 5000 ? .warns : .works,
            figure: """
                <b class="figures">\(median)</b> \
                <span class="muted">\(localize(Strings.slowest(slowest, of: eyes.count)))</span>
                """,
            advice: eyes.slowest > 5000 ? StatusLink.Advice(sentence: Strings.slowAdvice) : nil)
    }

    private var recordings: StatusLink {
        let copies = page.recordingCopies
        if let error = copies?.ownError {
            return StatusLink(
                name: Strings.recordings, state: .broken,
                figure: "\(copies.map(kept) ?? "")",
                advice: StatusLink.Advice(sentence: error.sentence))
        }
        guard let (at, failure) = page.recordingError, localize.now.seconds(since: at) < 86_400
        else {
            return StatusLink(
                name: Strings.recordings, state: .works,
                figure: "\(copies.map(kept) ?? localize(Strings.noError))")
        }
        return StatusLink(
            name: Strings.recordings, state: .warns,
            figure: "\(localize(Strings.failedLast)) \(localize.time(at))",
            advice: StatusLink.Advice(sentence: failure.sentence))
    }

    /// How many copies of recordings there are.
    private func kept(_ copies: RecordingCopyCounts) -> String {
        localize(
            Strings.copies(
                kept: localize.figure(copies.kept), bytes: bytes(copies.bytes),
                waiting: localize.figure(copies.waiting)))
    }

    private var database: StatusLink {
        let room = page.footprint
        let isFull = room.free.map { $0 < 100_000_000 } ?? false
        let isTight = room.free.map { $0 < 1_000_000_000 || $0 < room.database } ?? false
        let isLong = room.wal > 64_000_000
        var figure = localize(Strings.size(bytes(room.database), journal: bytes(room.wal)))
        if let free = room.free { figure += ", " + localize(Strings.free(bytes(free))) }
        return StatusLink(
            name: Strings.database, state: isFull ? .broken : isTight || isLong ? .warns : .works,
            figure: "\(figure)",
            advice: isFull || isTight
                ? StatusLink.Advice(sentence: Strings.roomAdvice)
                : isLong ? StatusLink.Advice(sentence: Strings.walAdvice) : nil)
    }

    /// The event log, which the CRM reads.
    private var events: StatusLink {
        let reader: HTML =
            page.feedReader.map { reader in
                """
                \(localize(Strings.lastReadBy(reader.name))) № \(Int(reader.seq)), \
                \(localize.time(reader.at))
                """
            } ?? "\(localize(Strings.notRead))"
        return StatusLink(
            name: Strings.events, state: page.feedReader == nil ? .notSetUp : .works,
            figure: """
                № \(Int(page.events.newest)), \(localize(Strings.kept(Int(page.events.kept)))) \
                <small>(\(reader))</small>
                """)
    }

    private var backup: StatusLink {
        let advice = StatusLink.Advice(
            sentence: Strings.backupAdvice,
            command: "phonet-gateway backup /backup/gateway-$(date +%F).sqlite --database …")
        guard let last = page.backup else {
            return StatusLink(
                name: Strings.backup, state: .notSetUp, figure: "\(localize(Strings.never))",
                advice: advice)
        }
        let age = localize.now.seconds(since: last.at)
        return StatusLink(
            name: Strings.backup, state: age > 2 * 86_400 ? .warns : .works,
            figure: """
                \(localize.time(last.at)) <small>(\(localize.span(seconds: age)); \(bytes(last.bytes)), \
                \(localize(last.seconds, .seconds)))</small>
                """,
            advice: age > 2 * 86_400 ? advice : nil)
    }

    /// `0,4 мс`, `12 мс`, `1,2 с`
    private func time(_ duration: Duration) -> String {
        let milliseconds = duration / .milliseconds(1)
        if milliseconds >= 1000 { return seconds(Int(milliseconds)) }
        let shown = milliseconds >= 10 ? "\(Int(milliseconds))" : decimal(milliseconds)
        return "\(shown) \(localize(Strings.millisecond))"
    }

    /// `0,4 с`
    private func seconds(_ milliseconds: Int) -> String {
        "\(decimal(Double(milliseconds) / 1000)) \(localize(Strings.second))"
    }

    /// `640 КБ`, `1,2 ГБ`
    private func bytes(_ count: Int64) -> String {
        for (unit, size) in Strings.units where Double(count) >= size {
            return "\(decimal(Double(count) / size)) \(localize(unit))"
        }
        return "\(count / 1000) \(localize(Strings.kilobyte))"
    }

    private func decimal(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return "\(tenths / 10)\(localize(Strings.point))\(tenths % 10)"
    }
}
