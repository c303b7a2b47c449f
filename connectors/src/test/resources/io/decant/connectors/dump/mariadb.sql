/*M!999999\- enable the sandbox mode */ 
-- MariaDB dump 10.19-11.4.5-MariaDB, for Linux (x86_64)
--
-- Server version	11.4.5-MariaDB

/*!40014 SET @OLD_FOREIGN_KEY_CHECKS=@@FOREIGN_KEY_CHECKS, FOREIGN_KEY_CHECKS=0 */;

DROP TABLE IF EXISTS `customer`;
CREATE TABLE `customer` (
  `id` int(10) unsigned NOT NULL AUTO_INCREMENT,
  `name` varchar(40) NOT NULL DEFAULT 'nobody; it''s',
  `active` tinyint(1) DEFAULT 0,
  `med` mediumint(9) DEFAULT -3,
  `amount` decimal(12,2) DEFAULT 0.50 CHECK (`amount` >= 0),
  `mood` enum('sad','it''s ok') DEFAULT 'sad',
  `seen` datetime(3) DEFAULT current_timestamp(3) ON UPDATE current_timestamp(3),
  `extra` longtext CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL CHECK (json_valid(`extra`)),
  `key` uuid DEFAULT uuid(),
  `home` inet6 DEFAULT NULL,
  `hash` binary(4) DEFAULT NULL,
  `double` int(11) GENERATED ALWAYS AS (`med` * 2) VIRTUAL,
  `kept` int(11) GENERATED ALWAYS AS (`med` + 1) STORED,
  `hidden` int(11) INVISIBLE DEFAULT NULL,
  `text` text DEFAULT 'it''s' COMMENT 'what they say',
  PRIMARY KEY (`id`),
  UNIQUE KEY `name` (`name`),
  KEY `med` (`med`) IGNORED,
  CONSTRAINT `sane` CHECK (`med` < 1000)
) ENGINE=InnoDB AUTO_INCREMENT=7 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE `orders` (
  `id` bigint(20) NOT NULL,
  `customer` int(10) unsigned DEFAULT NULL,
  `note` varchar(9) CHARACTER SET latin1 COLLATE latin1_swedish_ci DEFAULT NULL,
  PRIMARY KEY (`id`),
  KEY `customer` (`customer`),
  CONSTRAINT `orders_ibfk_1` FOREIGN KEY (`customer`) REFERENCES `customer` (`id`) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;

CREATE TABLE `kept` (
  `id` int(11) NOT NULL,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=latin1 COLLATE=latin1_swedish_ci WITH SYSTEM VERSIONING;

-- Dump completed on 2025-01-01 12:00:00
