import CallRules
import Store

/// The steps to a company whose calls arrive, with a tick at each that is done.
struct ConnectingChecklist {
    let page: SettingsPage

    var html: HTML {
        let say = page.visitor.voice
        let done = page.steps.count
        let all = ConnectingStep.allCases.count
        if done == all { return "<p class=\"badge good\">\(Icon.check.html) \(say(Words.all))</p>" }
        return """
            <section class="panel" aria-labelledby="title-steps">
            <h2 id="title-steps">\(say(Words.title)) – \(done) / \(all)</h2>
            <ol class="checklist">\(ConnectingStep.allCases.map(item))</ol>
            </section>
            """
    }

    private func item(_ step: ConnectingStep) -> HTML {
        let say = page.visitor.voice
        let isDone = page.steps.contains(step)
        return """
            <li class="\(isDone ? "done" : "")">\((isDone ? Icon.check : .offline).html)
            <span>\(say(words(step)))<span class="unseen"> – \(say(isDone ? Words.done : Words.open))</span></span></li>
            """
    }

    private func words(_ step: ConnectingStep) -> Sentence {
        switch step {
        case .domainAndKeySaved:
            Sentence(
                uk: "Збережіть Phonet домен і Phonet ApiKey",
                en: "Save the Phonet domain and the Phonet ApiKey")
        case .connectionChecked:
            Sentence(uk: "Перевірте з’єднання", en: "Check the connection")
        case .lookupReceived:
            Sentence(
                uk: "Надійшов перший запит інформації за номером",
                en: "The first request for information on a number came")
        case .eventReceived:
            Sentence(uk: "Надійшла перша подія дзвінка", en: "The first event of a call came")
        case .recordReceived:
            Sentence(
                uk: "Надійшла перша повна інформація про дзвінок",
                en: "The first full information about a call came")
        case .extensionOwned:
            Sentence(
                uk: "Укажіть внутрішній номер хоча б одному співробітнику",
                en: "Give at least one employee an internal number")
        case .ruleOn:
            Sentence(
                uk: "Увімкніть хоча б одне правило для лідів або повідомлень",
                en: "Switch on at least one rule for leads or notices")
        }
    }

    private enum Words {
        static let title = Sentence(uk: "Підключення Phonet", en: "Connecting Phonet")
        static let all = Sentence(
            uk: "Phonet підключено: усі кроки виконано",
            en: "Phonet is connected: every step is done")
        static let done = Sentence(uk: "виконано", en: "done")
        static let open = Sentence(uk: "ще ні", en: "not yet")
    }
}
