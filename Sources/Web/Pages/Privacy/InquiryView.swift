import CallRules
import HTTPTypes
import Store

/// The page of one inquiry: the data stored about the number, a link to the file with all of it,
/// and the form that erases it.
struct InquiryView {
    let page: InquiryPage
    let visitor: Visitor

    private typealias Strings = PrivacyStrings
    private var localize: Localizer { visitor.localizer }
    private var inquiry: Inquiry { page.inquiry }

    /// The page reloads while a search or an erasure runs.
    func answer(_ status: HTTPResponse.Status = .ok) -> Answer {
        let isBusy =
            inquiry.erasure.map { $0.endedAt == nil || $0.check == nil } ?? !inquiry.isReady
        var answer = PageLayout(title: localize(title), isWide: true, content: content)
            .answer(for: visitor, status)
        if isBusy, status == .ok, let name = HTTPField.Name("Refresh") {
            answer.fields[name] = "2"
        }
        return answer
    }

    private var title: LocalizedText {
        inquiry.phone.map { Strings.about($0.grouped) } ?? Strings.aboutErased
    }

    private var content: HTML {
        let back: HTML = """
            <p><a href="\(PageRoute.privacy.path)">\(localize(Strings.toPrivacy))</a></p>
            """
        if let erasure = inquiry.erasure { return "\(result(erasure))\(back)" }
        guard inquiry.phone != nil else {
            return "<p>\(localize(Strings.erasedElsewhere))</p>\(back)"
        }
        guard inquiry.isReady else { return "\(searching)\(back)" }
        return "\(counts)\(holders)\(form)\(back)"
    }

    private var searching: HTML {
        """
        <section class="panel" aria-labelledby="title-searching"><h2 id="title-searching">\
        \(localize(Strings.searching))</h2><p>\(localize(Strings.searched)) \(localize(inquiry.rowsRead, .rows)).</p></section>
        """
    }

    private var counts: HTML {
        let rows = inquiry.counts.filter { $0.rows > 0 }.map { count in
            """
            <tr><td class="name">\(localize(count.label))</td>
            <td class="at figures" data-label="\(localize(CommonStrings.rows))">\(count.rows)</td></tr>
            """ as HTML
        }
        guard !rows.isEmpty else {
            return EmptyState(line: localize(Strings.nothing), next: localize(Strings.nothingNext))
                .html
        }
        return """
            <div class="tablebox"><table class="stacked"><thead><tr><th scope="col">\(localize(Strings.kind))</th>\
            <th scope="col">\(localize(CommonStrings.rows))</th></tr></thead><tbody>\(rows)</tbody></table></div>
            <div class="buttons"><a class="button" href="\(PageRoute.inquiryFile(inquiry.id.value).path)" download>\
            \(Icon.download.html) \(localize(Strings.file))</a></div>
            <p class="help">\(localize(Strings.fileHelp))</p>
            """
    }

    private var holders: HTML? {
        guard !inquiry.holders.isEmpty else { return nil }
        let lines = inquiry.holders.map { holder in
            let (kind, icon): (LocalizedText, Icon)
            switch holder.subject {
            case .client: (kind, icon) = (CommonStrings.client, .person)
            case .lead: (kind, icon) = (CommonStrings.lead, .leads)
            }
            let others =
                holder.otherNumbers == 0
                ? localize(Strings.onlyNumber) : localize(holder.otherNumbers, .otherNumbers)
            return
                "<li>\(icon.html)<div>\(localize(kind)) <b>\(holder.name)</b> – \(others)</div></li>"
                as HTML
        }
        return
            "<h2>\(localize(CommonStrings.whoseNumberItIs))</h2><ul class=\"verdicts\">\(lines)</ul>"
    }

    private var form: HTML? {
        guard inquiry.counts.contains(where: { $0.rows > 0 }) else { return nil }
        let cards = Erasure.Mode.allCases.map { mode in
            RadioCards.Card(
                value: mode.rawValue, label: localize(Strings.name(mode)),
                help: localize(Strings.meaning(mode, of: inquiry, localize)))
        }
        let digits = TextField(
            name: "digits", label: localize(Strings.digits), value: page.digits,
            help: localize(Strings.digitsHelp),
            problem: page.problems["digits"].map { localize($0) },
            isRequired: true)
        return """
            <section class="section" aria-labelledby="title-erasing"><h2 id="title-erasing">\(localize(Strings.erasing))</h2>
            <p class="lead">\(localize(Strings.erasingLead))</p>
            <form method="post" action="\(PageRoute.erasure(inquiry.id.value).path)" class="form">\(FormGuard(visitor).html)
            \(page.problems.summary(localize, labels: ["digits": Strings.digits, "manner": CommonStrings.whatToDo]))
            \(RadioCards(name: "manner", legend: localize(CommonStrings.whatToDo), cards: cards, chosen: page.mode?.rawValue,
                problem: page.problems["manner"].map { localize($0) }).html)
            \(digits.html)
            <div class="buttons"><button class="danger">\(localize(Strings.confirm))</button></div></form></section>
            """
    }

    private func result(_ erasure: Erasure) -> HTML {
        let figures = ErasureFigures(erasure: erasure, localize: localize)
        let alike: HTML? = erasure.check.flatMap { check in
            check.alike == 0 ? nil : "<p class=\"help\">\(localize(Strings.alike(check.alike)))</p>"
        }
        let remains: HTML? = erasure.check.flatMap { check in
            check.remaining == 0 ? nil : "<p class=\"help\">\(localize(Strings.remains))</p>"
        }
        let facts: [(LocalizedText, HTML)] = [
            (Strings.what, "\(localize(Strings.done(erasure.mode)))"),
            (CommonStrings.who, "\(erasure.actor)"),
            (CommonStrings.when, localize.time(erasure.beganAt)),
            (Strings.changed, "\(figures.line)"),
            (Strings.check, figures.verdict),
        ]
        return """
            <section class="panel"><dl class="facts">\
            \(facts.map { "<dt>\(localize($0.0))</dt><dd>\($0.1)</dd>" as HTML })</dl>\(alike)\(remains)</section>
            """
    }
}
