package io.decant.engine;

import io.decant.connectors.spi.Endpoint;
import io.decant.engine.planfile.SavedPlan;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Everything that a user can decide about a run. {@link #of} gives the defaults of the contract.
 *
 * @param source where rows are read
 * @param target where they are written
 * @param selection which tables and rows, and under which names
 * @param mapping which names, types and values become of theirs
 * @param resources how much of this machine may be used
 * @param policies what to do when something is not as hoped
 * @param run which run this is
 * @param version of the program, for the report
 * @param saved the plan to be run, in place of selection and mapping
 */
public record MigrationSpec(
    Endpoint source,
    Endpoint target,
    Selection selection,
    Mapping mapping,
    Resources resources,
    Policies policies,
    RunChoice run,
    String version,
    Optional<SavedPlan> saved) {

  /** All tables, with the default policies. */
  public static MigrationSpec of(Endpoint source, Endpoint target) {
    return new MigrationSpec(
        source,
        target,
        Selection.ALL,
        Mapping.DEFAULTS,
        Resources.defaults(),
        Policies.DEFAULTS,
        RunChoice.NEW,
        "0",
        Optional.empty());
  }

  public MigrationSpec with(Selection newSelection) {
    return new MigrationSpec(
        source, target, newSelection, mapping, resources, policies, run, version, saved);
  }

  public MigrationSpec with(Mapping newMapping) {
    return new MigrationSpec(
        source, target, selection, newMapping, resources, policies, run, version, saved);
  }

  public MigrationSpec with(Resources newResources) {
    return new MigrationSpec(
        source, target, selection, mapping, newResources, policies, run, version, saved);
  }

  public MigrationSpec with(Policies newPolicies) {
    return new MigrationSpec(
        source, target, selection, mapping, resources, newPolicies, run, version, saved);
  }

  public MigrationSpec with(RunChoice newRun) {
    return new MigrationSpec(
        source, target, selection, mapping, resources, policies, newRun, version, saved);
  }

  /** The same into another place. */
  MigrationSpec at(Endpoint newTarget) {
    return new MigrationSpec(
        source, newTarget, selection, mapping, resources, policies, run, version, saved);
  }

  public MigrationSpec withVersion(String newVersion) {
    return new MigrationSpec(
        source, target, selection, mapping, resources, policies, run, newVersion, saved);
  }

  public MigrationSpec with(SavedPlan newSaved) {
    return new MigrationSpec(
        source,
        target,
        selection,
        mapping,
        resources,
        policies,
        run,
        version,
        Optional.of(newSaved));
  }

  /**
   * Which tables and rows.
   *
   * @param tables what to take, as the user wrote it: {@code name}, a glob, {@code re:} and a
   *     regular expression, or {@code name=newname}; empty for every table. A table of the source's
   *     default schema may be named without it
   * @param excluded what to leave out, in the same forms
   * @param filters conditions that rows must meet
   */
  public record Selection(List<String> tables, List<String> excluded, List<Filter> filters) {
    public static final Selection ALL = new Selection(List.of(), List.of(), List.of());

    public Selection {
      tables = List.copyOf(tables);
      excluded = List.copyOf(excluded);
      filters = List.copyOf(filters);
    }
  }

  /**
   * How much of this machine may be used.
   *
   * @param parallel splits copied at a time, at least 1; a target that takes fewer writers gets
   *     fewer
   * @param batchRows rows handed over at a time, at most
   * @param memoryBytes of row data held at a time by the whole run, at most
   */
  public record Resources(int parallel, int batchRows, long memoryBytes) {
    private static final long MIN_BATCH_BYTES = 64 << 10;

    /**
     * Stays in the cache that a core has to itself, with the bytes it came in and goes out as, from
     * reading to writing: a MiB took 8 % more of the CPU from PostgreSQL to PostgreSQL.
     */
    private static final long MAX_BATCH_BYTES = 256 << 10;

    public Resources {
      parallel = Math.max(1, parallel);
      batchRows = Math.max(1, batchRows);
      memoryBytes = Math.max(1 << 20, memoryBytes);
    }

    /** One split a processor, batches of 10,000 rows, a quarter of the heap but 64 MiB at most. */
    public static Resources defaults() {
      Runtime runtime = Runtime.getRuntime();
      long memoryBytes = Math.min(64 << 20, runtime.maxMemory() / 4);
      return new Resources(runtime.availableProcessors(), 10_000, memoryBytes);
    }

    /**
     * Of row data in one batch: a worker holds four, as read, converted, and one in each driver.
     */
    public long batchBytes() {
      long share = memoryBytes / (parallel * 4L);
      return Math.max(MIN_BATCH_BYTES, Math.min(MAX_BATCH_BYTES, share));
    }
  }

  /**
   * What to do when something is not as hoped.
   *
   * @param rejects the folder of the reject files; each run makes its own folder inside
   */
  public record Policies(
      IfExists ifExists,
      OnError onError,
      RejectLimit maxRejects,
      Path rejects,
      LossPolicy loss,
      VerifyMode verify) {
    public static final Policies DEFAULTS =
        new Policies(
            IfExists.ERROR,
            OnError.ABORT,
            RejectLimit.NONE,
            Path.of("decant-rejects"),
            LossPolicy.REPORT,
            VerifyMode.CHECKSUM);

    public Policies with(IfExists newIfExists) {
      return new Policies(newIfExists, onError, maxRejects, rejects, loss, verify);
    }

    public Policies with(VerifyMode newVerify) {
      return new Policies(ifExists, onError, maxRejects, rejects, loss, newVerify);
    }
  }

  /** What to do with a target table that is there already. */
  public enum IfExists {
    /** Refuse before anything is written. */
    ERROR,
    /** Add the rows. */
    APPEND,
    /** Empty it first. */
    TRUNCATE,
    /** Remove it and make it anew. */
    DROP
  }

  /** What to do with a row that the target cannot hold. */
  public enum OnError {
    /** Stop, naming it. */
    ABORT,
    /** Write it to the reject file and go on. */
    REJECT
  }

  /** How closely the target is compared. */
  public enum VerifyMode {
    NONE,
    /** Objects and numbers of rows. */
    COUNTS,
    /** Objects, numbers of rows, and every value. */
    CHECKSUM
  }

  /**
   * What values may lose on the way.
   *
   * @param allowed with {@code ALLOW}, the codes that are accepted; empty for all
   */
  public record LossPolicy(Mode mode, Set<String> allowed) {
    public static final LossPolicy REPORT = new LossPolicy(Mode.REPORT, Set.of());

    public LossPolicy {
      allowed = Set.copyOf(allowed);
    }

    /** What happens when a value is stored differently. */
    public enum Mode {
      /** The run is refused where it is certain, and else stops at the first. */
      FORBID,
      /** It is counted and reported. */
      REPORT,
      /** It is counted and reported; codes that are not allowed make the run end with code 3. */
      ALLOW
    }

    /** False when a change of that code makes the run end as one with too many losses. */
    public boolean tolerates(String code) {
      return switch (mode) {
        case FORBID -> false;
        case REPORT -> true;
        case ALLOW -> allowed.isEmpty() || allowed.contains(code);
      };
    }
  }

  /**
   * Which run this is.
   *
   * @param resume continue one that did not end
   * @param id the run's name; empty for a new one, or for the newest that did not end
   */
  public record RunChoice(boolean resume, String id) {
    public static final RunChoice NEW = new RunChoice(false, "");
  }
}
