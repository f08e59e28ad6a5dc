import BackgroundWork
import CallRules
import Crypto
import JSONText
import Store

/// What the buttons under a notice do. Each returns what the person is told.
package struct NoticeActions: Sendable {
    /// Calls the number of a notice back: the employee's telephone rings first.
    package var callBack: @Sendable (_ notice: Int64, _ person: EmployeeRow) -> LocalizedText
    /// Closes the missed case of a notice. The second value says whether it is closed now.
    package var close:
        @Sendable (_ notice: Int64, _ person: EmployeeRow) -> (LocalizedText, isClosed: Bool)

    package init(
        callBack: @escaping @Sendable (Int64, EmployeeRow) -> LocalizedText,
        close: @escaping @Sendable (Int64, EmployeeRow) -> (LocalizedText, isClosed: Bool)
    ) {
        self.callBack = callBack
        self.close = close
    }
}

/// Asks Telegram what people did in their conversations with the bot (long polling, `getUpdates`), and
/// does it: links a conversation by its code, calls back, closes a missed case. No address of the
/// gateway need be public for it.
package struct TelegramUpdates: Sendable {
    private let store: Store
    private let api: TelegramAPI
    private let actions: NoticeActions
    private let clock: @Sendable () -> Instant
    private let report: @Sendable (String) -> Void

    /// Seconds for which Telegram may hold a question while nothing happens.
    private static let holdSeconds: Int64 = 20
    /// Codes that one conversation may try; a code has 40 bits.
    private static let pausesAfterFailures = [1, 2, 5, 10, 30, 60]

    package init(
        _ store: Store, _ api: TelegramAPI, _ actions: NoticeActions,
        clock: @escaping @Sendable () -> Instant, report: @escaping @Sendable (String) -> Void
    ) {
        self.store = store
        self.api = api
        self.actions = actions
        self.clock = clock
        self.report = report
    }

    /// Asks once and does what came. Blocks while Telegram holds the question.
    ///
    /// - Parameter failures: how many questions before failed in a row; changed by this one.
    /// - Returns: seconds to wait before the next question.
    package func ask(_ failures: inout Int) -> Int {
        let settings = store.settings.settings
        guard settings.sendsTelegram else { return 2 }
        let token = settings.telegramBotToken
        let hash = Array(SHA256.hash(data: Array(token.utf8)))
        do {
            var bot = try store.telegramBot(tokenHash: hash)
            let failure = try ask(token, &bot)
            if failure != bot.failure || failure == nil { bot.failure = failure }
            if failure == nil { bot.heardAt = clock() }
            try store.save(bot, tokenHash: hash)
            guard let failure else {
                failures = 0
                return 0
            }
            report(failure.code.rawValue)
        } catch {
            report("\(error)")
        }
        let pauses = TelegramUpdates.pausesAfterFailures
        defer { failures += 1 }
        return pauses[min(failures, pauses.count - 1)]
    }

    /// - Returns: why it failed; nil: Telegram answered.
    private func ask(
        _ token: String, _ bot: inout TelegramBot
    ) throws(StoreError) -> DeliveryFailure? {
        if bot.name == nil {
            let reply = api.call("getMe", token: token, [])
            guard case .accepted(let me) = reply else { return DeliveryFailure(reply) }
            if case .string(let name)? = me["username"] { bot.name = name }
        }
        let reply = api.call(
            "getUpdates", token: token,
            [
                ("offset", .integer(bot.nextUpdate)),
                ("timeout", .integer(TelegramUpdates.holdSeconds)),
                ("allowed_updates", .list([.string("message"), .string("callback_query")])),
            ], seconds: TelegramUpdates.holdSeconds + 10)
        guard case .accepted(let result) = reply else { return DeliveryFailure(reply) }
        guard case .list(let updates) = result else { return .notUnderstood }
        for json in updates {
            guard let (number, update) = TelegramUpdate.read(json) else { continue }
            // Noted first: what a crash cuts off is not done twice.
            bot.nextUpdate = max(bot.nextUpdate, number &+ 1)
            try store.save(bot, tokenHash: Array(SHA256.hash(data: Array(token.utf8))))
            try act(on: update, token)
        }
        return nil
    }

    private func act(on update: TelegramUpdate, _ token: String) throws(StoreError) {
        switch update {
        case .message(let chat, let name, let text):
            guard let answer = try answer(to: text, chat: chat, name: name) else { return }
            say(answer, in: chat, token)
        case .pressed(let query, let chat, let message, let data):
            let (words, isDone) = try pressed(data, in: chat)
            _ = api.call(
                "answerCallbackQuery", token: token,
                [
                    ("callback_query_id", .string(query)), ("text", .string(words)),
                    ("show_alert", .truth(false)),
                ])
            if isDone {
                _ = api.call(
                    "editMessageReplyMarkup", token: token,
                    [("chat_id", .integer(chat)), ("message_id", .integer(message))])
            }
        case .other: return
        }
    }

    /// - Returns: nil: a stranger wrote, who gets no answer.
    private func answer(
        to text: String, chat: Int64, name: String
    ) throws(StoreError) -> String? {
        let words = text.split(separator: " ")
        let language = store.settings.settings.language
        if words.first == "/start", words.count == 2 {
            let hash = Array(SHA256.hash(data: Array(words[1].utf8)))
            let linking = try store.linkTelegram(hash, chat: chat, name: name, at: clock())
            switch linking {
            case .refused: return TelegramStrings.unknownCode.text(language)
            case .linked(let person):
                return TelegramStrings.linked(person.details.name)
                    .text(person.details.language ?? language)
            }
        }
        guard let person = try store.employee(ofTelegramChat: chat, at: clock()) else {
            return nil
        }
        let own = person.details.language ?? language
        guard words.first == "/stop" else { return TelegramStrings.help.text(own) }
        try store.unlinkTelegram(
            of: person.id,
            by: Author(name: person.details.name, employee: person.id, origin: .machine),
            at: clock())
        return TelegramStrings.stopped.text(own)
    }

    private func pressed(
        _ data: String, in chat: Int64
    ) throws(StoreError) -> (words: String, isDone: Bool) {
        let language = store.settings.settings.language
        guard let person = try store.employee(ofTelegramChat: chat, at: clock()),
            let button = TelegramButton(data)
        else { return (TelegramStrings.notLinked.text(language), true) }
        let own = person.details.language ?? language
        switch button {
        case .callBack(let notice):
            return (actions.callBack(notice, person).text(own), false)
        case .close(let notice):
            let (words, isClosed) = actions.close(notice, person)
            return (words.text(own), isClosed)
        }
    }

    private func say(_ text: String, in chat: Int64, _ token: String) {
        let reply = api.call(
            "sendMessage", token: token,
            [("chat_id", .integer(chat)), ("text", .string(text))])
        if let failure = DeliveryFailure(reply) { report(failure.code.rawValue) }
    }
}

/// The thread that asks Telegram.
package struct TelegramLoop: Sendable {
    private let updates: TelegramUpdates
    private let loop = BackgroundLoop("telegram")

    package init(_ updates: TelegramUpdates) { self.updates = updates }

    /// Starts the thread. To be called once.
    package func start() {
        loop.start(0) { [updates] failures in .seconds(updates.ask(&failures)) }
    }

    /// Lets no further question begin. One that Telegram holds is given up with the process.
    package func stop() { loop.stop(patience: .milliseconds(200)) }
}
