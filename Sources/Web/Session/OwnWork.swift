import CallRules
import Store

/// What telephony brought somebody: the latest of their calls, open leads and notices.
struct OwnWork {
    let calls: [CallRow]
    let leads: [LeadRow]
    let notices: [NoticeRow]
    let visitor: Visitor

    private var say: Voice { visitor.voice }

    var html: HTML {
        """
        <section class="section"><h2>\(say(Words.calls))</h2>\(callTable)</section>
        <section class="section"><h2>\(say(Words.leads))</h2>\(leadTable)</section>
        <section class="section"><h2>\(say(Words.notices))</h2>\(noticeTable)</section>
        """
    }

    private var callTable: HTML {
        calls.isEmpty
            ? nothing(Words.noCalls) : CallsTable(calls: calls, say: say, visitor: visitor).html
    }

    private var leadTable: HTML {
        guard !leads.isEmpty else { return nothing(Words.noLeads) }
        return table(
            [Words.lead, Words.number, Words.created],
            leads.map { lead in
                let phone = lead.details.phones.first
                let button = phone.flatMap {
                    CallButton(phone: $0, visitor: visitor, leadID: lead.id).html
                }
                return """
                    <tr><td><a href="\(PageRoute.lead(lead.id.value).path)">\(lead.details.name)</a></td>\
                    <td data-label="\(say(Words.number))">\
                    <span><span class="figures">\(phone?.grouped ?? "")</span>\(button)</span></td>\
                    <td data-label="\(say(Words.created))">\(say.time(lead.createdAt))</td></tr>
                    """
            })
    }

    private var noticeTable: HTML {
        guard !notices.isEmpty else { return nothing(Words.noNotices) }
        return table(
            [Words.notice, Words.time],
            notices.map { notice in
                """
                <tr><td>\(notice.text)</td>\
                <td data-label="\(say(Words.time))">\(say.time(notice.formedAt))</td></tr>
                """
            })
    }

    private func table(_ heads: [Sentence], _ rows: [HTML]) -> HTML {
        """
        <div class="tablebox"><table class="stacked"><thead><tr>\
        \(heads.map { "<th scope=\"col\">\(say($0))</th>" as HTML })</tr></thead>
        <tbody>\(rows)</tbody></table></div>
        """
    }

    private func nothing(_ sentence: Sentence) -> HTML { "<p class=\"muted\">\(say(sentence))</p>" }

    private enum Words {
        static let calls = Sentence(uk: "Мої дзвінки", en: "My calls")
        static let leads = Sentence(uk: "Мої відкриті ліди", en: "My open leads")
        static let notices = Sentence(uk: "Мої повідомлення", en: "My notices")
        static let noCalls = Sentence(
            uk: "Дзвінки з’являться тут після першої розмови.",
            en: "Calls will appear here after the first conversation.")
        static let noLeads = Sentence(uk: "Відкритих лідів немає.", en: "There are no open leads.")
        static let noNotices = Sentence(uk: "Повідомлень немає.", en: "There are no notices.")
        static let time = Sentence(uk: "Час", en: "Time")
        static let number = Sentence(uk: "Номер", en: "Number")
        static let lead = Sentence(uk: "Лід", en: "Lead")
        static let created = Sentence(uk: "Створено", en: "Created")
        static let notice = Sentence(uk: "Повідомлення", en: "Notice")
    }
}
