import CallRules
import Crypto
import HTTPClientTypes
import HTTPTypes
import JSONText
import Synchronization
import TestSupport
import Testing

@testable import Courier
@testable import Store

/// A bot, whose Telegram answers as a story says, and Taras, who is linked with it.
private final class Bot: Sendable {
    static let token = "123456789:AAEhBOweik6ad9r_QXMENQjcrGbqCr4K-bc"
    static let chat: Int64 = 777_000_111

    let company: Company
    let courier: Courier
    let updates: TelegramUpdates
    private let clock = TestClock(Company.morning)
    private let telegram = Mutex<(answers: [(Int, String)], calls: [(method: String, sent: JSON)])>(
        ([], []))

    init() throws {
        company = try Company()
        company.decide {
            $0.telegramBotToken = Bot.token
            $0.notifyMissedUnknown = true
            $0.notifyMissedUnknownEmployeeIDs = [Company.taras]
        }
        let code = Array(SHA256.hash(data: Array("ABCD2345".utf8)))
        try company.store.keepTelegramCode(code, of: Company.taras, at: Company.morning)
        let box = Mutex<(@Sendable (OutgoingRequest) -> (Int, String))?>(nil)
        let api = TelegramAPI(.telegram) { request in
            let (status, body) = box.withLock { $0 }?(request) ?? (500, "")
            if status == 0 { return .failure(.timedOut) }
            let head = HTTPResponse(status: HTTPResponse.Status(code: status))
            return .success(OutgoingResponse(head: head, body: Array(body.utf8)))
        }
        let channel = TelegramChannel(store: company.store, api) { _ in }
        courier = Courier(
            store: company.store, channel: { _ in channel },
            Courier.Environment(clock: { [clock] in clock.now }, chance: { 0.5 }) { _ in })
        updates = TelegramUpdates(
            company.store, api,
            NoticeActions(
                callBack: { notice, person in
                    LocalizedText(uk: "\(person.details.name) \(notice)", en: "")
                }, close: { _, _ in (LocalizedText(uk: "Закрито.", en: ""), isClosed: true) }),
            clock: { [clock] in clock.now }, report: { _ in })
        box.withLock { $0 = { [weak self] in self?.answer($0) ?? (500, "") } }
    }

    var now: Instant { clock.now }
    var store: Store { company.store }

    func pass(seconds: Int) { clock.pass(seconds: seconds) }

    /// What Telegram answers next; after that it takes everything. 0: it does not answer.
    func will(_ answers: (Int, String)...) {
        telegram.withLock { $0.answers += answers }
    }

    /// The calls of a method.
    func calls(_ method: String) -> [JSON] {
        telegram.withLock { $0.calls.filter { $0.method == method }.map(\.sent) }
    }

    private func answer(_ request: OutgoingRequest) -> (Int, String) {
        let parts = (request.head.path ?? "").split(separator: "/").map(String.init)
        let sent = (try? JSON.read(request.body, .strict)) ?? .null
        return telegram.withLock { telegram in
            telegram.calls.append((parts.last ?? "", sent))
            if !telegram.answers.isEmpty { return telegram.answers.removeFirst() }
            return (200, #"{"ok":true,"result":{"username":"vitryla_bot"}}"#)
        }
    }

    /// Taras sends the code to the bot.
    func link() throws {
        try hear(
            #"{"update_id":1,"message":{"chat":{"id":\#(Bot.chat),"type":"private"},"text":"/start ABCD2345","from":{"username":"taras"}}}"#
        )
    }

    /// Telegram tells of something.
    func hear(_ update: String) throws {
        if try store.telegramStatus()?.bot.name == nil {
            will((200, #"{"ok":true,"result":{"username":"vitryla_bot"}}"#))
        }
        will((200, #"{"ok":true,"result":[\#(update)]}"#))
        var failures = 0
        #expect(updates.ask(&failures) == 0)
    }

    func miss() throws {
        try company.hear(Conversation().record(answered: false), at: now)
    }

    func goRound() throws {
        try courier.releaseDueNotices()
        for delivery in try courier.deliveries(by: .telegram, atMost: 8) {
            try courier.finish(courier.send(delivery))
        }
    }

    func state() throws -> String? {
        try company.value(
            "SELECT trim(state || ' ' || coalesce(reason, '')) FROM delivery WHERE channel = 'telegram'"
        )
    }
}

@Suite("Notices in Telegram")
struct TelegramStories {
    private let bot: Bot

    init() throws {
        bot = try Bot()
        try bot.link()
    }

    @Test("A code links a conversation once; a conversation is one person's")
    func linked() throws {
        let chat = try #require(try bot.store.telegramChat(of: Company.taras))
        #expect(chat.chat == Bot.chat && chat.name == "@taras")
        #expect(bot.calls("sendMessage").count == 1)
        let code = Array(SHA256.hash(data: Array("ABCD2345".utf8)))
        #expect(
            try bot.store.linkTelegram(code, chat: 5, name: "", at: bot.now) == .refused)
        try bot.store.keepTelegramCode(code, of: Company.marko, at: bot.now)
        let late = bot.now.advanced(bySeconds: TelegramChat.codeSeconds)
        #expect(try bot.store.linkTelegram(code, chat: 5, name: "", at: late) == .refused)
        guard
            case .linked = try bot.store.linkTelegram(
                code, chat: Bot.chat, name: "@marko", at: bot.now)
        else {
            Issue.record("the code was refused")
            return
        }
        #expect(try bot.store.telegramChat(of: Company.taras) == nil)
    }

    @Test("A message has the words of a push, and the buttons of a missed call")
    func message() throws {
        try bot.miss()
        try bot.goRound()
        let sent = try #require(bot.calls("sendMessage").last)
        #expect(sent["chat_id"] == .integer(Bot.chat))
        #expect(sent["reply_markup"]?["inline_keyboard"] != nil)
        #expect(try bot.state() == "delivered")
        bot.pass(seconds: 3600)
        try bot.goRound()
        #expect(bot.calls("sendMessage").count == 2)
    }

    @Test("An hour without Telegram delays a message and loses none; it comes once")
    func anHourDown() throws {
        try bot.miss()
        for _ in 0..<360 {
            bot.will((502, "Bad Gateway"))
            try bot.goRound()
            bot.pass(seconds: 10)
        }
        #expect(try bot.state() == "waiting")
        let tries = bot.calls("sendMessage").count
        // Nine tries in an hour: it is not asked all the time.
        #expect((8...11).contains(tries))
        // The rest of what was to be answered “down” is forgotten.
        let fresh = try Bot()
        try fresh.link()
        try fresh.miss()
        fresh.will((502, ""), (502, ""))
        for _ in 0..<100 {
            try fresh.goRound()
            fresh.pass(seconds: 60)
        }
        #expect(try fresh.state() == "delivered")
        #expect(fresh.calls("sendMessage").count == 1 + 3)
    }

    @Test(
        "Each refusal has its cause, and only a person who blocked the bot is unlinked",
        arguments: [
            (401, "Unauthorized", "token_refused", true),
            (404, "Not Found", "token_refused", true), (403, "Forbidden", "gone", false),
            (400, "Bad Request: chat not found", "gone", false),
            (400, "Bad Request: message is too long", "not_understood", true),
            (500, "Internal", "unavailable", true), (0, "", "timed_out", true),
        ])
    func refused(status: Int, words: String, cause: String, isLinked: Bool) throws {
        try bot.miss()
        bot.will((status, #"{"ok":false,"description":"\#(words)"}"#))
        try bot.goRound()
        #expect(
            try bot.company.value("SELECT failure FROM delivery_attempt") == cause)
        #expect(try (bot.store.telegramChat(of: Company.taras) != nil) == isLinked)
        #expect(
            try bot.company.value("SELECT count(*) FROM notice WHERE sent_at IS NOT NULL") == 1)
    }

    @Test("It waits as long as Telegram asks")
    func asked() throws {
        try bot.miss()
        bot.will(
            (429, #"{"ok":false,"description":"Too Many","parameters":{"retry_after":300}}"#))
        try bot.goRound()
        bot.pass(seconds: 299)
        try bot.goRound()
        #expect(try bot.state() == "waiting")
        bot.pass(seconds: 1)
        try bot.goRound()
        #expect(try bot.state() == "delivered")
    }

    @Test("A person chooses which kinds come by which channel")
    func unwanted() throws {
        try bot.store.saveUnwantedNotices(
            [NoticeByChannel(kind: .missedCall, channel: .telegram)], of: Company.taras)
        try bot.miss()
        try bot.goRound()
        #expect(try bot.state() == nil)
        #expect(
            try bot.company.value("SELECT count(*) FROM notice WHERE sent_at IS NOT NULL") == 1)
    }

    @Test(
        "A button does what it says for the person whose conversation it is, once for each update")
    func buttons() throws {
        let press =
            #"{"update_id":7,"callback_query":{"id":"q1","data":"call 12","message":{"message_id":3,"chat":{"id":\#(Bot.chat)}}}}"#
        try bot.hear(press)
        let answer = try #require(bot.calls("answerCallbackQuery").last)
        #expect(answer["text"] == .string("Тарас Левченко 12"))
        let hash = Array(SHA256.hash(data: Array(Bot.token.utf8)))
        #expect(try bot.store.telegramBot(tokenHash: hash).nextUpdate == 8)
        try bot.hear(
            press.replacing("\(Bot.chat)", with: "5").replacing(
                "\"update_id\":7", with: "\"update_id\":8"))
        #expect(
            bot.calls("answerCallbackQuery").last?["text"]
                == .string("Telegram не підключено до співробітника."))
    }

    @Test("Whatever a stranger sends is no news, and ends nothing")
    func nonsense() throws {
        for update in [
            "null", "{}", #"{"update_id":1}"#, #"{"update_id":99999999999999999999}"#,
            #"{"update_id":9,"message":{"chat":{"id":1,"type":"group"},"text":"/start ABCD2345"}}"#,
            #"{"update_id":10,"message":{"chat":{"id":5,"type":"private"},"text":"/start X Y"}}"#,
            #"{"update_id":11,"callback_query":{"id":"q","data":"close","message":{"message_id":1,"chat":{"id":\#(Bot.chat)}}}}"#,
        ] {
            try bot.hear(update)
        }
        #expect(bot.calls("sendMessage").count == 1)
    }

    @Test("Questions that fail are asked again after growing pauses, and the cause is kept")
    func silent() throws {
        var failures = 0
        var pauses: [Int] = []
        for _ in 0..<7 {
            bot.will((401, #"{"ok":false,"description":"Unauthorized"}"#))
            pauses.append(bot.updates.ask(&failures))
        }
        #expect(pauses == [1, 2, 5, 10, 30, 60, 60])
        #expect(try bot.store.telegramStatus()?.bot.failure == .tokenRefused)
        bot.company.decide { $0.telegramBotToken = "1:anothertoken" }
        let hash = Array(SHA256.hash(data: Array("1:anothertoken".utf8)))
        #expect(try bot.store.telegramBot(tokenHash: hash) == TelegramBot())
    }
}
