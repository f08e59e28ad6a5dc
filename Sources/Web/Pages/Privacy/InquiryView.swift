import CallRules
import HTTPTypes
import Store

/// One number: what is held about it, the file with all of it, and the form that takes it out of the books.
struct InquiryView {
    let page: InquiryPage
    let visitor: Visitor

    private typealias Words = PrivacyWords
    private var say: Voice { visitor.voice }
    private var inquiry: Inquiry { page.inquiry }

    /// While something is under way, the page comes anew by itself.
    func answer(_ status: HTTPResponse.Status = .ok) -> Answer {
        let isBusy =
            inquiry.erasure.map { $0.endedAt == nil || $0.check == nil } ?? !inquiry.isReady
        var answer = Frame(title: say(title), isWide: true, content: content)
            .answer(for: visitor, status)
        if isBusy, status == .ok, let name = HTTPField.Name("Refresh") {
            answer.fields[name] = "2"
        }
        return answer
    }

    private var title: Sentence {
        inquiry.phone.map { Words.about($0.grouped) } ?? Words.aboutErased
    }

    private var content: HTML {
        let back: HTML = """
            <p><a href="\(PageRoute.privacy.path)">\(say(Words.toPrivacy))</a></p>
            """
        if let erasure = inquiry.erasure { return "\(result(erasure))\(back)" }
        guard inquiry.phone != nil else { return "<p>\(say(Words.erasedElsewhere))</p>\(back)" }
        guard inquiry.isReady else { return "\(searching)\(back)" }
        return "\(counts)\(holders)\(form)\(back)"
    }

    private var searching: HTML {
        """
        <section class="panel" aria-labelledby="title-searching"><h2 id="title-searching">\
        \(say(Words.searching))</h2><p>\(say(Words.searched)) \(say(inquiry.rowsRead, .rows)).</p></section>
        """
    }

    private var counts: HTML {
        let rows = inquiry.counts.filter { $0.rows > 0 }.map { count in
            """
            <tr><td>\(say(count.label))</td>
            <td class="figures" data-label="\(say(Words.count))">\(count.rows)</td></tr>
            """ as HTML
        }
        guard !rows.isEmpty else {
            return EmptyState(line: say(Words.nothing), next: say(Words.nothingNext)).html
        }
        return """
            <div class="tablebox"><table class="stacked"><thead><tr><th scope="col">\(say(Words.kind))</th>\
            <th scope="col">\(say(Words.count))</th></tr></thead><tbody>\(rows)</tbody></table></div>
            <div class="buttons"><a class="button" href="\(PageRoute.inquiryFile(inquiry.id.value).path)" download>\
            \(Icon.download.html) \(say(Words.file))</a></div>
            <p class="help">\(say(Words.fileHelp))</p>
            """
    }

    private var holders: HTML? {
        guard !inquiry.holders.isEmpty else { return nil }
        let lines = inquiry.holders.map { holder in
            let (kind, icon): (Sentence, Icon)
            switch holder.subject {
            case .client: (kind, icon) = (Words.client, .person)
            case .lead: (kind, icon) = (Words.ofLead, .leads)
            }
            let others =
                holder.otherNumbers == 0
                ? say(Words.onlyNumber) : say(holder.otherNumbers, .otherNumbers)
            return "<li>\(icon.html)<div>\(say(kind)) <b>\(holder.name)</b> – \(others)</div></li>"
                as HTML
        }
        return "<h2>\(say(Words.holders))</h2><ul class=\"verdicts\">\(lines)</ul>"
    }

    private var form: HTML? {
        guard inquiry.counts.contains(where: { $0.rows > 0 }) else { return nil }
        let cards = Erasure.Manner.allCases.map { manner in
            RadioCards.Card(
                value: manner.rawValue, label: say(Words.name(manner)),
                help: say(Words.meaning(manner, of: inquiry, say)))
        }
        let digits = TextField(
            name: "digits", label: say(Words.digits), value: page.digits,
            help: say(Words.digitsHelp), problem: page.problems["digits"].map { say($0) },
            isRequired: true)
        return """
            <section class="section" aria-labelledby="title-erasing"><h2 id="title-erasing">\(say(Words.erasing))</h2>
            <p class="lead">\(say(Words.erasingLead))</p>
            <form method="post" action="\(PageRoute.erasure(inquiry.id.value).path)" class="form">\(FormGuard(visitor).html)
            \(page.problems.summary(say, labels: ["digits": Words.digits, "manner": Words.manner]))
            \(RadioCards(name: "manner", legend: say(Words.manner), cards: cards, chosen: page.manner?.rawValue,
                problem: page.problems["manner"].map { say($0) }).html)
            \(digits.html)
            <div class="buttons"><button class="danger">\(say(Words.confirm))</button></div></form></section>
            """
    }

    private func result(_ erasure: Erasure) -> HTML {
        let figures = ErasureFigures(erasure: erasure, say: say)
        let alike: HTML? = erasure.check.flatMap { check in
            check.alike == 0 ? nil : "<p class=\"help\">\(say(Words.alike(check.alike)))</p>"
        }
        let remains: HTML? = erasure.check.flatMap { check in
            check.remaining == 0 ? nil : "<p class=\"help\">\(say(Words.remains))</p>"
        }
        let facts: [(Sentence, HTML)] = [
            (Words.what, "\(say(Words.done(erasure.manner)))"), (Words.who, "\(erasure.actor)"),
            (Words.when, say.time(erasure.beganAt)), (Words.changed, "\(figures.line)"),
            (Words.check, figures.verdict),
        ]
        return """
            <section class="panel"><dl class="facts">\
            \(facts.map { "<dt>\(say($0.0))</dt><dd>\($0.1)</dd>" as HTML })</dl>\(alike)\(remains)</section>
            """
    }
}
