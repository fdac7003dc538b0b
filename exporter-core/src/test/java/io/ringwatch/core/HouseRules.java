package io.ringwatch.core;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/** The rules of the house that a machine can check, for every module that has its tests call it. */
public final class HouseRules {

  /** All classes of the project that the module under test can see. */
  static final JavaClasses OURS =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages("io.ringwatch");

  private HouseRules() {}

  /** Checks all classes of the project that the module of the caller can see. */
  public static void hold() {
    rules().forEach(rule -> rule.allowEmptyShould(true).check(OURS));
  }

  private static List<ArchRule> rules() {
    return List.of(
        fields()
            .that()
            .areStatic()
            .should()
            .beFinal()
            .because("static state that changes is shared by strangers"),
        noClasses()
            .that()
            .doNotHaveSimpleName("Shell")
            .and()
            .haveSimpleNameNotEndingWith("Main")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .because("output belongs to the programs' shells"),
        classes()
            .should(beInADocumentedPackage())
            .because("package-info says what a package is about and marks it @NullMarked"),
        noClasses()
            .should()
            .haveNameMatching(".*(Utils?|Helper|Manager|Impl|DTO)")
            .because("such names say nothing"),
        noClasses()
            .that()
            .resideInAPackage("io.ringwatch.yaml..")
            .should()
            .dependOnClassesThat(
                resideInAPackage("io.ringwatch..")
                    .and(not(resideInAPackage("io.ringwatch.yaml.."))))
            .because("reading YAML knows nothing of what is read"),
        noClasses()
            .that()
            .resideInAPackage("io.ringwatch.core..")
            .should()
            .dependOnClassesThat(
                resideInAPackage("io.ringwatch..")
                    .and(not(resideInAPackage("io.ringwatch.yaml..")))
                    .and(not(resideInAPackage("io.ringwatch.core.."))))
            .because("dependencies point from the exporters to the core"));
  }

  private static ArchCondition<JavaClass> beInADocumentedPackage() {
    return new ArchCondition<>("be in a package with a @NullMarked package-info") {
      @Override
      public void check(JavaClass item, ConditionEvents events) {
        var marked = item.getPackage().isAnnotatedWith(NullMarked.class);
        events.add(new SimpleConditionEvent(item, marked, item.getPackageName() + " is not"));
      }
    };
  }
}
