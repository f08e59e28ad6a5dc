import CallRules

/// The words of the page of missed calls.
enum MissedCasesWords {
    static let title = Sentence(uk: "Пропущені", en: "Missed")
    static let filters = Sentence(uk: "Які пропущені", en: "Which missed calls")
    static let waiting = Sentence(uk: "Чекають", en: "Waiting")
    static let endedToday = Sentence(uk: "Завершені сьогодні", en: "Ended today")
    static let mine = Sentence(uk: "Для мене", en: "For me")
    static let everybodys = Sentence(uk: "Усі", en: "Everybody’s")

    static let waits = Sentence(uk: "Чекає", en: "Waits")
    static let result = Sentence(uk: "Чим завершено", en: "How it ended")
    static let who = Sentence(uk: "Хто", en: "Who")
    static let calls = Sentence(uk: "Дзвінки", en: "Calls")
    static let to = Sentence(uk: "на", en: "to")
    static let attempts = Sentence(uk: "Наші спроби", en: "Our tries")
    static let responsible = Sentence(uk: "Відповідальний", en: "Responsible")
    static let anybody = Sentence(uk: "будь-хто", en: "anybody")
    static let action = Sentence(uk: "Дія", en: "Action")
    static let last = Sentence(uk: "останній", en: "the last")
    static let noAttempts = Sentence(uk: "не було", en: "none")

    static let gotThrough = Sentence(uk: "додзвонилися самі", en: "they got through")
    static let calledBack = Sentence(uk: "передзвонили", en: "called back")
    static let other = Sentence(uk: "інше", en: "something else")

    static let close = Sentence(uk: "Закрити", en: "Close")
    static let closeCase = Sentence(uk: "Не передзвонювати", en: "Do not call back")
    static let whyClose = Sentence(uk: "Чому не передзвонюємо", en: "Why nobody calls back")
    static let choose = Sentence(uk: "Оберіть причину", en: "Choose a reason")
    static let chooseReason = Sentence(uk: "оберіть причину", en: "choose a reason")
    static let note = Sentence(uk: "Примітка", en: "Note")
    static let noteHelp = Sentence(
        uk: "Потрібна, якщо причина інша.", en: "Needed when the reason is something else.")
    static let reopen = Sentence(uk: "Відкрити знову", en: "Open again")

    static let closed = Sentence(
        uk: "Закрито. Цей пропущений тепер серед завершених сьогодні.",
        en: "Closed. This missed call is now among those ended today.")
    static let reopened = Sentence(
        uk: "Закриття скасовано.", en: "The closing was taken back.")
    static let alreadyEnded = Sentence(
        uk: "Цей пропущений уже не чекав: на нього відповіли або його закрили раніше.",
        en: "This missed call waited no longer: it was returned or closed before.")
    static let notClosed = Sentence(
        uk: "Цей пропущений не був закритий.", en: "This missed call was not closed.")

    static let noneWaits = Sentence(uk: "Ніхто не чекає", en: "Nobody waits")
    static let noneWaitsForMe = Sentence(uk: "На Вас ніхто не чекає", en: "Nobody waits for you")
    static let noneWaitsNext = Sentence(
        uk: "Тут з’явиться кожен, хто не додзвонився, доки з ним не поговорять.",
        en: "Whoever did not get through appears here until somebody has talked with them.")
    static let showEverybodys = Sentence(uk: "Показати всіх", en: "Show everybody’s")
    static let noneEnded = Sentence(
        uk: "Сьогодні ще нічого не завершено", en: "Nothing has ended today")
    static let noneEndedNext = Sentence(
        uk: "Тут будуть пропущені, на які сьогодні відповіли або які закрили.",
        en: "Missed calls that were returned or closed today will be here.")
    static let pages = Sentence(uk: "Сторінки", en: "Pages")
    static let first = Sentence(uk: "На початок", en: "To the beginning")
    static let next = Sentence(uk: "Далі", en: "More")

    static func waits(_ span: String) -> Sentence {
        Sentence(uk: "чекає \(span)", en: "waits \(span)")
    }

    static func reason(_ reason: CaseClosing.Reason) -> Sentence {
        switch reason {
        case .spam: Sentence(uk: "спам", en: "spam")
        case .wrongNumber: Sentence(uk: "помилилися номером", en: "wrong number")
        case .solved: Sentence(uk: "вирішено інакше", en: "solved otherwise")
        case .other: other
        }
    }

    /// How many missed calls wait, for the count beside the name of the page.
    static func wait(_ count: String) -> Sentence {
        Sentence(uk: "Чекають: \(count)", en: "Waiting: \(count)")
    }
}
