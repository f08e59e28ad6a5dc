<?php

defined('BASEPATH') or exit('No direct script access allowed');

// Made once, when the module is activated: settings, and the table of records that wait to be sent.

add_option('phonet_gateway_url', ''); // https://crm.example/gateways/phonetapi
add_option('phonet_gateway_token', ''); // a token of the scope “CRM”, with “sign-in links” ticked
add_option('phonet_gateway_secret', ''); // whsec_…, of the endpoint https://crm.example/phonet_gateway/hook

get_instance()->db->query('CREATE TABLE IF NOT EXISTS `' . db_prefix() . 'phonet_queue` (
    `id` INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
    `kind` VARCHAR(10) NOT NULL,
    `record` INT UNSIGNED NOT NULL,
    `deleted` TINYINT NOT NULL DEFAULT 0
)');
get_instance()->db->query('CREATE TABLE IF NOT EXISTS `' . db_prefix() . 'phonet_seen` (
    `seq` BIGINT UNSIGNED NOT NULL PRIMARY KEY
)');
