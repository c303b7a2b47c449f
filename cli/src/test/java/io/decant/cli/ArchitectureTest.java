package io.decant.cli;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Where code may stand. It is looked at from here because the cli sees every module. */
@AnalyzeClasses(
    packages = "io.decant",
    importOptions = {DoNotIncludeTests.class, ArchitectureTest.NoTestJars.class})
class ArchitectureTest {

  /** The connectors' tests come as a folder or, once packaged, as a jar. */
  static final class NoTestJars implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("-tests.jar");
    }
  }

  private static final String SPI = "io.decant.connectors.spi..";
  private static final String JDBC = "io.decant.connectors.jdbc..";
  private static final String SQL = "io.decant.connectors.sql..";
  private static final String TLS = "io.decant.connectors.tls..";
  private static final String DOCUMENTS = "io.decant.connectors.documents..";
  private static final String DUMP = "io.decant.connectors.dump..";

  @ArchTest
  static final ArchRule modulesPointOneWay =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("cli")
          .definedBy("io.decant.cli..")
          .layer("engine")
          .definedBy("io.decant.engine..")
          .layer("connectors")
          .definedBy("io.decant.connectors..")
          .layer("converter")
          .definedBy("io.decant.converter..")
          .whereLayer("cli")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("engine")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("connectors")
          .mayOnlyBeAccessedByLayers("cli", "engine")
          .because(
              "the arrow is cli -> engine -> connectors -> converter: move the class down, or let "
                  + "the upper module pass in what the lower one needs");

  @ArchTest
  static final ArchRule islandsDoNotKnowEachOther =
      slices()
          .matching("io.decant.connectors.(*)..")
          .should()
          .notDependOnEachOther()
          .ignoreDependency(
              resideInAnyPackage("io.decant.connectors.."),
              resideInAnyPackage(SPI, JDBC, SQL, TLS, DOCUMENTS, DUMP))
          .because(
              "a database knows only itself: what two islands share belongs to connectors.jdbc,"
                  + " connectors.sql, connectors.tls, connectors.documents or connectors.dump, and"
                  + " what types share to converter.convert");

  @ArchTest
  static final ArchRule onlyTheSpiIsSeenFromOutside =
      noClasses()
          .that()
          .resideInAnyPackage("io.decant.engine..", "io.decant.cli..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("io.decant.connectors..").and(not(resideInAnyPackage(SPI))))
          .because(
              "engine and cli must work with every connector: ask for what is missing in "
                  + "connectors.spi, as a method or as a capability");

  @ArchTest
  static final ArchRule theConverterNeedsOnlyTheJdk =
      classes()
          .that()
          .resideInAPackage("io.decant.converter..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", "org.jspecify..", "io.decant.converter..")
          .because("its rules are our own: write the few lines, or do it in the module that calls");

  @ArchTest
  static final ArchRule jdbcStaysInTheIslands =
      noClasses()
          .that()
          .resideInAnyPackage(
              "io.decant.converter..",
              "io.decant.engine..",
              "io.decant.cli..",
              SPI,
              "io.decant.connectors.memory..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.sql..", "javax.sql..")
          .because(
              "not every database has JDBC: put the call into connectors.jdbc or an island, behind "
                  + "a method of the SPI");
}
