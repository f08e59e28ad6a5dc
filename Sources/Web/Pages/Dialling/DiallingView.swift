import CallRules
import HTTPTypes
import Store

/// The page of one dialling; reloads itself while the call is live.
struct DiallingView {
    let page: DiallingPage
    let visitor: Visitor

    private typealias Strings = DiallingStrings
    private var localize: Localizer { visitor.localizer }
    private var progress: DiallingProgress { page.progress }
    private var dialling: Dialling { page.progress.dialling }
    private var call: CallRow? { page.progress.call }
    private var number: PhoneNumber { PhoneNumber(dialling.phone) }
    private var stage: DiallingProgress.Stage { progress.stage(at: localize.now) }

    func answer(_ status: HTTPResponse.Status = .ok) -> Answer {
        // The page with an error does not reload, so that the error stays visible.
        let isLive = page.failure == nil && progress.isLive(at: localize.now)
        return PageLayout(
            title: number.grouped, refreshSeconds: isLive ? 2 : nil,
            content: """
                <section id="dialling" class="panel"\(isLive ? " data-live" : nil as HTML?)>
                <p id="dialling-who">\(who)</p>
                <div id="dialling-stage" role="status">\(DiallingStatus(page: page, localize: localize).html)</div>
                <p id="dialling-clock" class="clock figures">\(clock)</p>
                <div id="dialling-trouble" role="alert">\(failure)</div>
                <div id="dialling-actions" class="buttons">\(hangUp)\(again)</div>
                <p id="dialling-links">\(links)</p>
                </section>
                """
        ).answer(for: visitor, status)
    }

    private var who: HTML {
        let name = progress.lead?.name ?? call?.contactName
        let asked: HTML = "<span class=\"muted\">\(localize.time(dialling.askedAt))</span>"
        guard let name, name != dialling.phone else { return asked }
        return "<b>\(name)</b> · \(asked)"
    }

    private var clock: String {
        switch stage {
        case .talking(let since?): Localizer.duration(seconds: localize.now.seconds(since: since))
        case .over(.answered?): call?.talkSeconds.map { Localizer.duration(seconds: $0) } ?? ""
        case .asking, .unknown, .failed, .ownPhoneRings, .silent, .otherPhoneRings, .talking(nil),
            .over:
            ""
        }
    }

    private var failure: HTML? {
        page.failure.map {
            """
            <p class="problem">\(Icon.warning.html) \(localize($0))</p>
            <p><a href="\(page.path)">\(localize(CommonStrings.toTheCall))</a></p>
            """
        }
    }

    private var hangUp: HTML? {
        guard progress.liveUUID(at: localize.now) != nil else { return nil }
        let path = PageRoute.diallingHangUp(dialling.id.value).path
        return """
            <form method="post" action="\(path)">\(FormGuard(visitor).html)\
            <input type="hidden" name="back" value="\((page.back ?? .home).path)">\
            <button class="danger">\(Icon.hangUp.html) \(localize(Strings.hangUp))</button></form>
            """
    }

    /// The key stays the same across reloads, so that two clicks are one dialling.
    private var again: HTML? {
        switch stage {
        case .asking, .ownPhoneRings, .otherPhoneRings, .talking: nil
        case .unknown, .failed, .silent, .over:
            page.isOwn
                ? CallButton(
                    phone: number, visitor: visitor, leadID: dialling.leadID, isInWords: true,
                    key: "after \(dialling.id.value)"
                ).html : nil
        }
    }

    private var links: HTML {
        var links: [(path: String, name: LocalizedText)] = []
        if let call { links.append((PageRoute.call(call.uuid).path, Strings.toCall)) }
        if let lead = progress.lead {
            links.append((PageRoute.lead(lead.id.value).path, Strings.toLead))
        }
        if let back = page.back, back != .home, !links.contains(where: { $0.path == back.path }) {
            links.append((back.path, Strings.back))
        }
        let shown = links.map { "<a href=\"\($0.path)\">\(localize($0.name))</a>" as HTML }
        return shown.dropFirst().reduce(shown.first ?? .empty) { "\($0) · \($1)" }
    }
}
