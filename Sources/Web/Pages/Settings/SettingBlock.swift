import CallRules
import Store

/// The blocks of the settings pages and their keys, in order.
enum SettingBlock: String, CaseIterable {
    case connection, history, hours, leads, notifications, telegram, distribution, security,
        retention

    var keys: [SettingKey] {
        switch self {
        case .connection:
            [
                .phonetDomain, .phonetAPIKey, .leadsBeforeConnectionDays, .clientURLTemplate,
                .leadURLTemplate,
                .newContactURLTemplate,
            ]
        case .history: [.defaultPeriodDays, .timezone, .language]
        case .hours: [.workingHours, .workingHoursExceptions]
        case .leads:
            [
                .createLeadOnMissedIncoming, .createLeadOnMissedIncomingIfClientExists,
                .createLeadOnAnsweredIncoming,
                .createLeadOnAnsweredIncomingIfClientExists,
                .createLeadOnMissedOutgoing, .createLeadOnMissedOutgoingIfClientExists,
                .createLeadOnAnsweredOutgoing,
                .createLeadOnAnsweredOutgoingIfClientExists,
                .floodBrakeCalls, .missedCallLeadSourceID, .answeredCallLeadSourceID,
                .reopenStatusID,
                .reopenedLeadOwner,
            ]
        case .notifications:
            [
                .callPushEmployeeIDs, .pushDelaySeconds, .notifyMissedLeadResponsible,
                .notifyMissedClientAdmins, .notifyMissedUnknown,
                .notifyMissedUnknownEmployeeIDs, .missedFallback, .notifyAssigned,
                .missedNoticeAgeMinutes, .noticesOutsideHours,
            ]
        case .telegram: [.telegramEnabled, .telegramBotToken, .telegramFullNumbers]
        case .distribution:
            [
                .distributionMode, .distributionEmployeeIDs, .distributeKnown,
                .distributeFormerOwner, .usePhonetPauseAsPresence,
            ]
        case .security:
            [
                .moduleEnabled, .webhookAllowedNetworks, .secretWebhookAddressesOnly,
                .employeesSee, .employeesMayListen, .ssoRoleLimit, .crmOrigins,
            ]
        case .retention:
            [
                .keepCallsDays, .keepMessagesDays, .keepNoticesDays, .keepAuditDays,
                .keepComparisonsDays, .keepEventsDays, .keepRecordingsDays,
                .keepRecordingsGigabytes,
            ]
        }
    }

    var title: LocalizedText {
        switch self {
        case .connection: LocalizedText(uk: "Підключення", en: "Connection")
        case .history: LocalizedText(uk: "Історія та статистика", en: "History and statistics")
        case .hours: HoursStrings.title
        case .leads: CommonStrings.leads
        case .notifications: CommonStrings.notices
        case .telegram: CommonStrings.telegram
        case .distribution: CommonStrings.leadDistribution
        case .security: LocalizedText(uk: "Безпека", en: "Security")
        case .retention: LocalizedText(uk: "Зберігання даних", en: "Data retention")
        }
    }

    var lead: LocalizedText {
        switch self {
        case .connection:
            LocalizedText(
                uk: "Адреси для кабінету Phonet і доступ до його API.",
                en: "The addresses for Phonet’s cabinet, and the access to its API.")
        case .history:
            LocalizedText(
                uk: "За який період і за яким часом показувати дзвінки.",
                en: "The period and the time in which calls are shown.")
        case .hours:
            LocalizedText(
                uk: """
                    Пропущений дзвінок чекає лише в робочий час: уночі й у вихідні годинник стоїть.
                    """,
                en: """
                    A missed call waits in working time only: at night and on days off the clock stands \
                    still.
                    """)
        case .leads:
            LocalizedText(
                uk: "Які дзвінки створюють лідів і які ліди відкриваються знову.",
                en: "Which calls create leads, and which leads are reopened.")
        case .notifications:
            LocalizedText(
                uk: "Кому й коли надсилати сповіщення про дзвінки.",
                en: "Who gets notices about calls, and when.")
        case .telegram:
            LocalizedText(
                uk: "Сповіщення, що приходять у месенджер.",
                en: "Notices that come to the messenger.")
        case .distribution:
            LocalizedText(
                uk: "Хто отримує лідів, створених із пропущених вхідних дзвінків.",
                en: "Who gets the leads created from missed incoming calls.")
        case .security:
            LocalizedText(
                uk: "Чиїм повідомленням довіряти, чи працює модуль і що бачать співробітники.",
                en: "Whose messages to trust, whether the module works, and what employees see.")
        case .retention:
            LocalizedText(
                uk: """
                    Скільки днів зберігати кожен вид даних; 0 – безстроково. Старіше видаляється щоночі \
                    о 03:30 назавжди.
                    """,
                en: """
                    How many days each kind of data is kept; 0 is for ever. What is older is deleted \
                    every night at 03:30, for good.
                    """)
        }
    }
}
