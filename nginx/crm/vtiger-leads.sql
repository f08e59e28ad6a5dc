-- vtiger CRM 7 and 8: leads. The numbers are the ids of the gateway's statuses: see “Lead statuses”.
SELECT JSON_OBJECT('external_id', l.leadid,
    'name', COALESCE(NULLIF(TRIM(CONCAT_WS(' ', l.firstname, l.lastname)), ''), l.company, l.leadid),
    'status', CASE WHEN l.converted = 1 THEN 3 WHEN l.leadstatus = 'Junk Lead' THEN 5
        WHEN l.leadstatus = 'Lost Lead' THEN 4
        WHEN COALESCE(l.leadstatus, '') IN ('', 'Not Contacted') THEN 1 ELSE 2 END,
    'responsible', u.user_name, 'phones', JSON_ARRAY(a.mobile, a.phone))
FROM vtiger_leaddetails AS l JOIN vtiger_crmentity AS e ON e.crmid = l.leadid AND e.deleted = 0
LEFT JOIN vtiger_leadaddress AS a ON a.leadaddressid = l.leadid
LEFT JOIN vtiger_users AS u ON u.id = e.smownerid;
