-- MySQL dump 10.13  Distrib 8.0.15, for Linux (x86_64)
--
-- Host: localhost    Database: shop
-- ------------------------------------------------------
-- Server version	8.0.15

/*!40101 SET @OLD_CHARACTER_SET_CLIENT=@@CHARACTER_SET_CLIENT */;
 SET NAMES utf8mb4 ;
/*!40014 SET @OLD_FOREIGN_KEY_CHECKS=@@FOREIGN_KEY_CHECKS, FOREIGN_KEY_CHECKS=0 */;
/*!40101 SET @OLD_SQL_MODE=@@SQL_MODE, SQL_MODE='NO_AUTO_VALUE_ON_ZERO' */;

DROP TABLE IF EXISTS `customer`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
CREATE TABLE `customer` (
  `id` int(10) unsigned NOT NULL AUTO_INCREMENT,
  `name` varchar(40) COLLATE utf8mb4_unicode_ci NOT NULL DEFAULT 'nobody; it''s',
  `code` char(3) CHARACTER SET latin1 COLLATE latin1_bin DEFAULT NULL,
  `latin` varchar(10) CHARACTER SET latin1 DEFAULT NULL,
  `wide` varchar(10) CHARACTER SET utf8 COLLATE utf8_bin DEFAULT 'a\\b',
  `tiny` tinyint(1) NOT NULL DEFAULT '1',
  `tin` tinyint(3) unsigned zerofill DEFAULT NULL,
  `med` mediumint(8) DEFAULT '-3',
  `big` bigint(20) unsigned DEFAULT NULL,
  `amount` decimal(12,2) DEFAULT '0.50',
  `ratio` double DEFAULT NULL,
  `exact` float(7,3) DEFAULT NULL,
  `bits` bit(5) DEFAULT b'101',
  `bit` bit(1) DEFAULT b'0',
  `mood` enum('sad','it''s ok','gl;ad') COLLATE utf8mb4_unicode_ci DEFAULT 'sad',
  `marks` set('a','b') COLLATE utf8mb4_unicode_ci DEFAULT 'a,b',
  `born` date DEFAULT '2000-02-29',
  `seen` datetime(3) DEFAULT CURRENT_TIMESTAMP(3) ON UPDATE CURRENT_TIMESTAMP(3),
  `stamp` timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
  `wakes` time(2) DEFAULT NULL,
  `since` year(4) DEFAULT NULL,
  `extra` json DEFAULT NULL,
  `listed` json DEFAULT (json_array()),
  `photo` longblob,
  `hash` binary(16) DEFAULT NULL,
  `note` mediumtext COLLATE utf8mb4_unicode_ci COMMENT 'what; "they" say',
  `place` point DEFAULT NULL,
  `double` int(11) GENERATED ALWAYS AS ((`med` * 2)) VIRTUAL,
  `loud` varchar(50) COLLATE utf8mb4_unicode_ci GENERATED ALWAYS AS (concat(`name`,_utf8mb4'; no')) STORED,
  PRIMARY KEY (`id`),
  UNIQUE KEY `code` (`code`,`born`),
  UNIQUE KEY `part` (`name`(10)),
  KEY `born` (`born` DESC),
  KEY `low` ((lower(`name`))),
  KEY `hidden` (`med`) /*!80000 INVISIBLE */,
  FULLTEXT KEY `words` (`note`)
) ENGINE=InnoDB AUTO_INCREMENT=42 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='who buys; it''s them';
/*!40101 SET character_set_client = @saved_cs_client */;

LOCK TABLES `customer` WRITE;
/*!40000 ALTER TABLE `customer` DISABLE KEYS */;
INSERT INTO `customer` (`id`,`name`) VALUES (1,'CREATE TABLE `not_a_table` (id int);'),(2,'it\'s; --');
/*!40000 ALTER TABLE `customer` ENABLE KEYS */;
UNLOCK TABLES;

DROP TABLE IF EXISTS `order``s`;
CREATE TABLE `order``s` (
  `id` bigint(20) NOT NULL,
  `customer` int(10) unsigned DEFAULT NULL,
  `other` int(10) unsigned NOT NULL,
  PRIMARY KEY (`id`),
  KEY `customer` (`customer`),
  KEY `other` (`other`),
  CONSTRAINT `orders_customer` FOREIGN KEY (`customer`) REFERENCES `customer` (`id`) ON DELETE SET NULL ON UPDATE CASCADE,
  CONSTRAINT `orders_other` FOREIGN KEY (`other`) REFERENCES `customer` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci;

CREATE TABLE `log` (
  `at` datetime DEFAULT NULL,
  `what` varchar(20) DEFAULT NULL,
  KEY `at` (`at`) USING HASH
) ENGINE=MEMORY DEFAULT CHARSET=latin1;

CREATE TABLE `visit` (
  `day` int(11) NOT NULL,
  PRIMARY KEY (`day`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4
/*!50100 PARTITION BY RANGE (`day`)
(PARTITION p0 VALUES LESS THAN (10) ENGINE = InnoDB,
 PARTITION p1 VALUES LESS THAN MAXVALUE ENGINE = InnoDB) */;

/*!50001 DROP VIEW IF EXISTS `rich`*/;
/*!50001 CREATE VIEW `rich` AS SELECT 
 1 AS `id`,
 1 AS `called`*/;

DELIMITER ;;
/*!50003 CREATE*/ /*!50003 TRIGGER `shout` BEFORE INSERT ON `customer` FOR EACH ROW BEGIN
  SET NEW.name = upper(NEW.name);
END */;;
DELIMITER ;

/*!50001 DROP VIEW IF EXISTS `rich`*/;
/*!50001 CREATE ALGORITHM=UNDEFINED */
/*!50001 VIEW `rich` AS select `c`.`id` AS `id`,`c`.`name` AS `called` from `customer` `c` where (`c`.`amount` > 100) */;
/*!40014 SET FOREIGN_KEY_CHECKS=@OLD_FOREIGN_KEY_CHECKS */;

-- Dump completed on 2025-01-01 12:00:00
